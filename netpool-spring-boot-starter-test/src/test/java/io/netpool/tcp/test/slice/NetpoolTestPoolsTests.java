package io.netpool.tcp.test.slice;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.test.LocalTcpPort;
import io.netpool.tcp.test.NetpoolTest;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link NetpoolTest} of an application with a named pool alone.
 */
@NetpoolTest(properties = { "netpool.tcp.pools.admin.port=9001", "netpool.tcp.pools.admin.address=0.0.0.0" })
class NetpoolTestPoolsTests {

	@Test
	void theOnlyPoolListensOnAnyFreePortAndIsTheClients(@LocalTcpPort(pool = "admin") int port,
			@Autowired TcpTestClient client) {
		assertThat(port).isNotEqualTo(9001);
		client.connect().send("ann").expectMessage("/127.0.0.1");
	}

	@Configuration(proxyBeanMethods = false)
	static class Admin {

		@TcpHandler(pool = "admin")
		String address(TcpConnection connection) {
			return connection.localAddress().getAddress().toString();
		}

	}

}
