package io.netpool.tcp.autoconfigure;

import java.net.InetAddress;

import io.netpool.tcp.autoconfigure.PoolProtocol.Security;
import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBinder;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.autoconfigure.tls.ServerCertificates;
import io.netpool.tcp.handler.MessageCodec;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ResourceLoader;

/**
 * Tells clients in the application itself, which are those of its tests, what its pools
 * speak.
 *
 * @since 0.1.0
 */
public final class PoolProtocols {

	private final ConfigurableApplicationContext context;

	/**
	 * Create it for an application.
	 * @param context has the settings of the pools, and the beans they name
	 */
	public PoolProtocols(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * What a pool speaks, as it is set, and with the certificates of this moment.
	 * @param pool the pool's name, one that is configured
	 * @return what its clients have to know
	 */
	public PoolProtocol of(String pool) {
		TcpProperties properties = new PoolPropertiesBinder(this.context.getEnvironment()).properties(pool);
		SettingChecks checks = new SettingChecks(PropertyNames.of(pool));
		FramingFactory framing = new FramingFactory(properties.framing(), properties.charset(), checks,
				this.context.getBeanFactory());
		ResourceLoader files = ApplicationResourceLoader.get(this.context, true);
		ServerCertificates certificates = new ServerCertificates(properties.ssl(), checks, files,
				this.context.getBeanProvider(SslBundles.class));
		return new PoolProtocol(address(properties), framing.chooseForClient(), framing.isFramed(),
				properties.charset(), MessageCodec.of(this.context, properties.charset()), security(properties.ssl()),
				certificates.load());
	}

	private static InetAddress address(TcpProperties properties) {
		InetAddress address = properties.address();
		return (address != null && !address.isAnyLocalAddress()) ? address : InetAddress.getLoopbackAddress();
	}

	public static Security security(TcpProperties.Ssl ssl) {
		if (ssl.pem() == null && ssl.bundle() == null) {
			return Security.NONE;
		}
		return ssl.startTls() ? Security.START_TLS : Security.TLS;
	}

}
