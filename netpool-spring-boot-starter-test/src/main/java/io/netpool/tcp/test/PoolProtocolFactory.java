package io.netpool.tcp.test;

import java.net.InetAddress;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.autoconfigure.FramingFactory;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.handler.method.PoolBeans;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Creates the {@link PoolProtocol} of a pool from the settings and the beans of its
 * application.
 *
 * @param context the context of the application
 */
record PoolProtocolFactory(ConfigurableApplicationContext context) {

	/**
	 * A reply may be longer than the pool's maximum for requests.
	 */
	private static final int MAX_LENGTH = 512 * 1024 * 1024;

	/**
	 * Find the pool whose port the clients of a pool connect to: its own, or the one that
	 * detects its protocol.
	 */
	String listening(String pool) {
		return this.context.getBean(ConfiguredPools.class)
			.detected()
			.stream()
			.anyMatch((detected) -> detected.name().equals(pool)) ? TcpAcceptorPool.DEFAULT_NAME : pool;
	}

	PoolProtocol create(String pool) {
		ConfiguredPool configured = this.context.getBean(ConfiguredPools.class).get(pool);
		PoolProperties properties = configured.properties();
		FramingFactory framing = new FramingFactory(properties.framing(), properties.charset(), configured.checks(),
				this.context.getBeanFactory());
		ServerCertificateLoader certificates = new ServerCertificateLoader(properties.ssl(),
				ApplicationResourceLoader.get(this.context, true), this.context.getBeanProvider(SslBundles.class));
		return new PoolProtocol(address(properties), framing.create(MAX_LENGTH).apply(MessageType.TEXT),
				!properties.framing().mode().equals("raw"), properties.charset(),
				MessageCodec.of(new PoolBeans(this.context.getBeanFactory(), pool), properties.charset()),
				certificates.load());
	}

	private static InetAddress address(PoolProperties properties) {
		InetAddress address = properties.address();
		return (address != null && !address.isAnyLocalAddress()) ? address : InetAddress.getLoopbackAddress();
	}

}
