package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.observe.NetpoolEndpoint;
import io.netpool.tcp.observe.NetpoolEndpointJmxExtension;
import io.netpool.tcp.observe.NetpoolEndpointWebExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class NetpoolEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolEndpointAutoConfiguration.class))
		.withBean(Greeter.class)
		.withPropertyValues("netpool.tcp.port=0");

	@ParameterizedTest
	@CsvSource({ "web, true, false", "jmx, false, true" })
	void itIsThereForWhomItIsExposedTo(String exposure, boolean web, boolean jmx) {
		this.runner
			.withPropertyValues("spring.jmx.enabled=true",
					"management.endpoints." + exposure + ".exposure.include=netpool")
			.run((context) -> {
				assertThat(context).hasSingleBean(NetpoolEndpoint.class);
				assertThat(context.getBeanNamesForType(NetpoolEndpointWebExtension.class)).hasSize(web ? 1 : 0);
				assertThat(context.getBeanNamesForType(NetpoolEndpointJmxExtension.class)).hasSize(jmx ? 1 : 0);
			});
	}

	@Test
	void unlessItIsExposedItIsNotThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NetpoolEndpoint.class));
	}

	@ParameterizedTest
	@CsvSource({ "management.endpoint.netpool.access=NONE", "netpool.tcp.enabled=false" })
	void switchedOffItIsNotThere(String setting) {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=netpool", setting)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(NetpoolEndpoint.class)
				.doesNotHaveBean(NetpoolEndpointWebExtension.class));
	}

	@Test
	void aNativeImageIsToldOfItsBodiesAndOfTheSettings() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		new EndpointHints().registerHints(hints, null);
		for (String body : List.of("PoolDescriptor", "PoolDescriptor$Acceptors", "ConnectionDescriptor",
				"ProblemDescriptor")) {
			Class<?> type = Class.forName("io.netpool.tcp.observe." + body);
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints);
		}
		assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(TcpProperties.Ssl.class.getMethod("startTls")))
			.accepts(hints);
	}

}
