package io.netpool.tcp.test.slice;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.test.LocalTcpPort;
import io.netpool.tcp.test.NetpoolTest;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link NetpoolTest} of an application that configures a named pool alone, by
 * {@link PropertySource}.
 */
@NetpoolTest
class NetpoolTestPropertySourceTests {

	@Test
	void theOnlyPoolListensOnAnyFreePortAndIsTheClients(@LocalTcpPort(pool = "admin") int port,
			@Autowired TcpTestClient client) {
		assertThat(port).isNotEqualTo(9001);
		client.connect().send("ann").expectMessage("/127.0.0.1");
	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:annotated-pool.properties")
	static class Admin {

		@TcpHandler(pool = "admin")
		String address(TcpConnection connection) {
			return connection.localAddress().getAddress().toString();
		}

	}

}
