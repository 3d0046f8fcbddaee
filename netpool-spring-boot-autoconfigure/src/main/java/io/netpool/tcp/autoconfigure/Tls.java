package io.netpool.tcp.autoconfigure;

import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.SSLException;

import io.netpool.tcp.server.TlsSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes a pool's TLS from its settings, and says which of them is wrong where it can't.
 *
 * @param ssl the settings
 * @param keys the names they have
 * @param resourceLoader where their files are found
 */
record Tls(TcpProperties.Ssl ssl, PoolKeys keys, ResourceLoader resourceLoader) {

	private static final String[] PROTOCOLS = { "TLSv1.3", "TLSv1.2" };

	/**
	 * The TLS of the pool.
	 * @return the settings of the engine, {@code null} where TLS is off
	 */
	@Nullable TlsSettings settings() {
		String pem = this.ssl.pem();
		String key = this.ssl.key();
		if (pem == null && key == null) {
			return null;
		}
		if (pem == null) {
			throw missing("ssl.pem", "ssl.key", "the certificate chain that belongs to it");
		}
		if (key == null) {
			throw missing("ssl.key", "ssl.pem", "the private key of its certificate");
		}
		if (this.ssl.handshakeTimeout().isNegative() || this.ssl.handshakeTimeout().isZero()) {
			throw new InvalidSettingException(this.keys.key("ssl.handshake-timeout"), this.ssl.handshakeTimeout(),
					"is not a positive duration", "Set it to a duration such as 10s.");
		}
		SslContext context = context(load(pem, key));
		return new TlsSettings(() -> context, this.ssl.handshakeTimeout());
	}

	private InvalidSettingException missing(String absent, String present, String what) {
		return new InvalidSettingException(this.keys.key(absent), null,
				"is not set, although '" + this.keys.key(present) + "' is",
				"Set '" + this.keys.key(absent) + "' to " + what + ", or remove '" + this.keys.key(present) + "'.");
	}

	private SslBundle load(String pem, String key) {
		List<X509Certificate> certificates = read("ssl.pem", pem, "a PEM certificate chain", () -> {
			PemSslStore store = PemSslStore.load(PemSslStoreDetails.forCertificate(pem), this.resourceLoader);
			return Objects.requireNonNull(Objects.requireNonNull(store).certificates());
		});
		PrivateKey privateKey = read("ssl.key", key, "a PEM private key (PKCS#8, PKCS#1 or EC)"
				+ ((this.ssl.keyPassword() != null) ? " that its password opens" : ""), () -> {
					PemSslStoreDetails details = new PemSslStoreDetails(null, null, key, this.ssl.keyPassword());
					PemSslStore store = PemSslStore.load(details, this.resourceLoader);
					return Objects.requireNonNull(Objects.requireNonNull(store).privateKey());
				});
		if (!KeyPairCheck.matches(privateKey, certificates.get(0).getPublicKey())) {
			throw new InvalidSettingException(this.keys.key("ssl.key"), shown(key),
					"is not the key of the certificate in '" + this.keys.key("ssl.pem") + "' (" + shown(pem) + ")",
					"Set the two to a certificate and its own key. The first certificate of the file must be the server's.");
		}
		return SslBundle.of(new PemSslStoreBundle(PemSslStore.of(certificates, privateKey), null));
	}

	private <T> T read(String name, String value, String what, Supplier<T> reading) {
		String setting = this.keys.key(name);
		try {
			return reading.get();
		}
		catch (UncheckedIOException ex) {
			throw new InvalidSettingException(setting, shown(value), "can't be read: " + ex.getCause(),
					"Set it to a file that exists and that this process may read, to a 'classpath:' location, or to the PEM text itself.",
					ex);
		}
		catch (RuntimeException ex) {
			throw new InvalidSettingException(setting, shown(value), "does not hold " + what,
					"Check its content" + (name.equals("ssl.key")
							? ", and '" + this.keys.key("ssl.key-password") + "' if it is encrypted." : "."),
					ex);
		}
	}

	/**
	 * Never a key itself.
	 */
	private static String shown(String value) {
		return value.contains("-----BEGIN") ? "(inline PEM)" : value;
	}

	private SslContext context(SslBundle bundle) {
		try {
			return SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory())
				.protocols(PROTOCOLS)
				.build();
		}
		catch (SSLException ex) {
			throw new InvalidSettingException(this.keys.key("ssl.pem"), shown(String.valueOf(this.ssl.pem())),
					"can't be used for TLS: " + ex.getMessage(), "Use a certificate with an RSA or EC key.", ex);
		}
	}

}
