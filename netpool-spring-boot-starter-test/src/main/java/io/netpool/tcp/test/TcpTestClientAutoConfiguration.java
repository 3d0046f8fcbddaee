package io.netpool.tcp.test;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link TcpTestClient}.
 */
@AutoConfiguration
final class TcpTestClientAutoConfiguration {

	@Bean
	ServedClientTracker netpoolServedClientTracker() {
		return new ServedClientTracker();
	}

	@Bean
	OpenConnections netpoolOpenConnections(ServedClientTracker clients) {
		return new OpenConnections(clients);
	}

	@Bean
	TcpTestClient tcpTestClient(ConfigurableApplicationContext context, ObjectProvider<TcpAcceptorPool> pools,
			OpenConnections connections) {
		return new TcpTestClient(new TestedPools(pools, new PoolProtocolFactory(context)), connections,
				ClientOptions.DEFAULTS);
	}

}
