package io.netpool.sample.cluster;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of several instances that devices connect to. The first line of a device is its
 * key.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class DeviceServer {

	static final String KEY = "device";

	public static void main(String[] args) {
		start(args);
	}

	static ConfigurableApplicationContext start(String... settings) {
		return new SpringApplicationBuilder(DeviceServer.class).web(WebApplicationType.NONE)
			.properties("spring.config.name=device-server", "netpool.cluster.name=devices",
					"netpool.cluster.timeout=1s", "netpool.tcp.address=127.0.0.1", "netpool.tcp.acceptors=5000",
					"netpool.tcp.framing.mode=line",
					"spring.autoconfigure.exclude="
							+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
			.run(settings);
	}

	@TcpHandler
	void onLine(String key, TcpConnection connection) {
		connection.claim(KEY, key);
	}

}
