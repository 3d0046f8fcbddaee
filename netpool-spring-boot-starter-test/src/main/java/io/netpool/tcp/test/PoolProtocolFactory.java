package io.netpool.tcp.test;

import java.net.InetAddress;

import io.netpool.tcp.TcpAcceptorPool.Security;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.autoconfigure.FramingFactory;
import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBinder;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;

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

	PoolProtocol create(String pool) {
		TcpProperties properties = new PoolPropertiesBinder(this.context.getEnvironment()).properties(pool);
		FramingFactory framing = new FramingFactory(properties.framing(), properties.charset(),
				new SettingChecks(PropertyNames.of(pool)), this.context.getBeanFactory());
		ServerCertificateLoader certificates = new ServerCertificateLoader(properties.ssl(),
				ApplicationResourceLoader.get(this.context, true), this.context.getBeanProvider(SslBundles.class));
		return new PoolProtocol(address(properties), framing.choose(MAX_LENGTH).apply(MessageType.TEXT),
				!properties.framing().mode().equals("raw"), properties.charset(),
				MessageCodec.of(this.context, properties.charset()), security(properties.ssl()), certificates.load());
	}

	private static InetAddress address(TcpProperties properties) {
		InetAddress address = properties.address();
		return (address != null && !address.isAnyLocalAddress()) ? address : InetAddress.getLoopbackAddress();
	}

	private static Security security(TcpProperties.Ssl ssl) {
		if (ssl.pem() == null && ssl.bundle() == null) {
			return Security.NONE;
		}
		return ssl.startTls() ? Security.START_TLS : Security.TLS;
	}

}
