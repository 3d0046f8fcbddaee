package io.netpool.tcp.test;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.PoolProtocols;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the client.
 */
@AutoConfiguration
final class TcpTestClientAutoConfiguration {

	@Bean
	ServedClients netpoolServedClients() {
		return new ServedClients();
	}

	@Bean
	OpenConnections netpoolOpenConnections(ServedClients served) {
		return new OpenConnections(served);
	}

	@Bean
	TcpTestClient tcpTestClient(ConfigurableApplicationContext context, ObjectProvider<TcpAcceptorPool> pools,
			OpenConnections connections) {
		return new TcpTestClient(new TestedPools(pools, new PoolProtocols(context)), connections,
				ClientOptions.DEFAULTS);
	}

}
