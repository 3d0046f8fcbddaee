package io.netpool.tcp.autoconfigure.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLException;

import io.netpool.tcp.autoconfigure.properties.ClientAuthentication;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;

import org.springframework.boot.ssl.SslBundle;

/**
 * Creates Netty's {@link SslContext} for a server from an {@link SslBundle}.
 *
 * @param clientAuth whether clients are asked for certificates
 * @param applicationProtocols the supported ALPN protocols, in order of preference
 */
record SslContextFactory(ClientAuthentication clientAuth, List<String> applicationProtocols) {

	private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

	/**
	 * Create a context. Its first engine is created too, since some unsupported options
	 * fail only then.
	 * @throws IllegalArgumentException if the bundle's stores or options can't be used,
	 * or it has no truststore although clients are asked for certificates
	 */
	SslContext create(SslBundle bundle) {
		try {
			SslContextBuilder builder = SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory())
				.protocols(protocols(bundle))
				.clientAuth(this.clientAuth.value());
			if (this.clientAuth != ClientAuthentication.NONE) {
				if (bundle.getStores().getTrustStore() == null) {
					// the JDK's default would accept the clients of every public
					// authority
					throw new IllegalArgumentException("client authentication needs a truststore");
				}
				builder.trustManager(bundle.getManagers().getTrustManagerFactory());
			}
			String[] ciphers = bundle.getOptions().getCiphers();
			if (ciphers != null) {
				builder.ciphers(Arrays.asList(ciphers));
			}
			if (!this.applicationProtocols.isEmpty()) {
				// the behavior that both the JDK and OpenSSL support: continue without a
				// common protocol
				builder.applicationProtocolConfig(
						new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
								SelectedListenerFailureBehavior.ACCEPT, this.applicationProtocols));
			}
			SslContext context = builder.build();
			ReferenceCountUtil.release(context.newEngine(UnpooledByteBufAllocator.DEFAULT));
			return context;
		}
		catch (SSLException | IllegalStateException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

	/**
	 * TLS 1.0 and 1.1 are deprecated (RFC 8996), SSL is prohibited (RFC 6176, RFC 7568).
	 */
	private static Set<String> protocols(SslBundle bundle) {
		String[] enabled = bundle.getOptions().getEnabledProtocols();
		if (enabled == null) {
			return Set.copyOf(PROTOCOLS);
		}
		for (String protocol : enabled) {
			if (!PROTOCOLS.contains(protocol)) {
				throw new IllegalArgumentException("it enables " + protocol + ", supported are " + PROTOCOLS);
			}
		}
		return Set.of(enabled);
	}

}
