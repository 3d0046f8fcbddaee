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
 * Makes Netty's contexts for servers of SSL bundles.
 *
 * @param clientAuth whether clients are asked for certificates
 * @param applicationProtocols which protocols clients may choose among, the first one
 * preferred
 */
record SslContextFactory(ClientAuthentication clientAuth, List<String> applicationProtocols) {

	private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

	/**
	 * Make a context, and see that connections can have an engine of it.
	 * @throws IllegalArgumentException if the bundle enables what servers must not or
	 * can't have
	 */
	SslContext create(SslBundle bundle) {
		try {
			SslContextBuilder builder = SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory())
				.protocols(protocols(bundle))
				.clientAuth(this.clientAuth.value());
			if (this.clientAuth != ClientAuthentication.NONE) {
				if (bundle.getStores().getTrustStore() == null) {
					// else every certificate would do that any public authority has
					// issued
					throw new IllegalArgumentException("it trusts no certificates of clients");
				}
				builder.trustManager(bundle.getManagers().getTrustManagerFactory());
			}
			String[] ciphers = bundle.getOptions().getCiphers();
			if (ciphers != null) {
				builder.ciphers(Arrays.asList(ciphers));
			}
			if (!this.applicationProtocols.isEmpty()) {
				// what both JDK and OpenSSL can: go on where no protocol is common
				builder.applicationProtocolConfig(
						new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
								SelectedListenerFailureBehavior.ACCEPT, this.applicationProtocols));
			}
			SslContext context = builder.build();
			ReferenceCountUtil.release(context.newEngine(UnpooledByteBufAllocator.DEFAULT));
			return context;
		}
		catch (SSLException ex) {
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
				throw new IllegalArgumentException("it enables " + protocol + ", which is none of " + PROTOCOLS);
			}
		}
		return Set.of(enabled);
	}

}
