package io.netpool.sample.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpGroup;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/**
 * A gateway between GT06 trackers and an application: stores their positions, and sends
 * them commands over HTTP. {@code docs/gateway.md} describes it, and what to try.
 *
 * <pre class="code">
 * mvn -pl sample-app spring-boot:test-run -Dspring-boot.run.main-class=io.netpool.sample.gateway.GatewayApplication
 * </pre>
 */
@SpringBootApplication
public class GatewayApplication {

	public static void main(String[] args) {
		new SpringApplicationBuilder(GatewayApplication.class).properties("spring.config.name=gateway").run(args);
	}

	@Bean
	MeterBinder loggedInTrackers(TcpConnections connections) {
		return (registry) -> Gauge.builder("gateway.trackers", connections.group(Trackers.GROUP), TcpGroup::count)
			.strongReference(true)
			.description("Trackers that are logged in")
			.register(registry);
	}

}
