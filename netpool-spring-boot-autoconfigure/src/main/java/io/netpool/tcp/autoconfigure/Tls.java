package io.netpool.tcp.autoconfigure;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

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
 * @param checks makes the errors
 * @param resourceLoader where their files are found
 */
record Tls(TcpProperties.Ssl ssl, SettingChecks checks, ResourceLoader resourceLoader) {

	private static final String[] PROTOCOLS = { "TLSv1.3", "TLSv1.2" };

	/**
	 * The TLS of the pool.
	 * @return the settings of the engine, {@code null} where TLS is off
	 */
	@Nullable TlsSettings settings() {
		Duration handshakeTimeout = this.checks.timeout("ssl.handshake-timeout", this.ssl.handshakeTimeout());
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
		SslContext context = context(new PemSetting("ssl.pem", pem, this.checks),
				new PemSetting("ssl.key", key, this.checks));
		return new TlsSettings(() -> context, handshakeTimeout);
	}

	private InvalidSettingException missing(String absent, String present, String what) {
		String absentKey = this.checks.keys().key(absent);
		String presentKey = this.checks.keys().key(present);
		return this.checks.invalid(absent, null, "is not set, although '" + presentKey + "' is",
				"Set '" + absentKey + "' to " + what + ", or remove '" + presentKey + "'.");
	}

	private SslContext context(PemSetting pem, PemSetting key) {
		List<X509Certificate> certificates = certificates(pem);
		PrivateKey privateKey = privateKey(key);
		if (!KeyPairCheck.matches(privateKey, certificates.get(0).getPublicKey())) {
			throw key.invalid(
					"is not the key of the certificate in '" + this.checks.keys().key(pem.name()) + "' (" + pem.shown()
							+ ")",
					"Set the two to a certificate and its own key. The first certificate of the file must be the server's.",
					null);
		}
		SslBundle bundle = SslBundle.of(new PemSslStoreBundle(PemSslStore.of(certificates, privateKey), null));
		try {
			return SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory())
				.protocols(PROTOCOLS)
				.build();
		}
		catch (SSLException ex) {
			throw pem.invalid("can't be used for TLS: " + ex.getMessage(), "Use a certificate with an RSA or EC key.",
					ex);
		}
	}

	private List<X509Certificate> certificates(PemSetting pem) {
		PemSslStoreDetails details = PemSslStoreDetails.forCertificate(pem.value());
		return pem.read(() -> Objects.requireNonNull(load(details).certificates()), "a PEM certificate chain",
				"Check its content.");
	}

	private PrivateKey privateKey(PemSetting key) {
		String password = this.ssl.keyPassword();
		PemSslStoreDetails details = new PemSslStoreDetails(null, null, key.value(), password);
		return key.read(() -> Objects.requireNonNull(load(details).privateKey()),
				"a PEM private key (PKCS#8, PKCS#1 or EC)" + ((password != null) ? " that its password opens" : ""),
				"Check its content, and '" + this.checks.keys().key("ssl.key-password") + "' if it is encrypted.");
	}

	private PemSslStore load(PemSslStoreDetails details) {
		return Objects.requireNonNull(PemSslStore.load(details, this.resourceLoader), "empty");
	}

}
