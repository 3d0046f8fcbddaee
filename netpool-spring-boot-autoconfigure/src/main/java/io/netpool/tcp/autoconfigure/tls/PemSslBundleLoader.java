package io.netpool.tcp.autoconfigure.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Reads a pool's own certificate, key and trusted certificates, and says which of them is
 * wrong where it can't.
 *
 * @param ssl the settings
 * @param checks makes the errors
 * @param resourceLoader where their files are found
 */
record PemSslBundleLoader(TcpProperties.Ssl ssl, SettingChecks checks, ResourceLoader resourceLoader) {

	SslBundle load(String certificate, String privateKey) {
		PemSetting pem = new PemSetting("ssl.pem", certificate, this.checks);
		PemSetting key = new PemSetting("ssl.key", privateKey, this.checks);
		PemSslStore store = PemSslStore.of(certificates(pem), privateKey(key));
		check(pem, key, store);
		String trust = this.ssl.trust();
		PemSetting trusted = (trust != null) ? new PemSetting("ssl.trust", trust, this.checks) : null;
		return SslBundle.of(new PemSslStoreBundle(store, (trusted != null) ? chain(trusted) : null));
	}

	private void check(PemSetting pem, PemSetting key, PemSslStore store) {
		X509Certificate certificate = Objects.requireNonNull(store.certificates()).get(0);
		if (!KeyPairMatcher.matches(Objects.requireNonNull(store.privateKey()), certificate.getPublicKey())) {
			throw key.invalid(
					"is not the key of the certificate in '" + this.checks.keys().key(pem.name()) + "' (" + pem.shown()
							+ ")",
					"Set the two to a certificate and its own key. The first certificate of the file must be the server's.",
					null);
		}
	}

	private List<X509Certificate> certificates(PemSetting pem) {
		return Objects.requireNonNull(chain(pem).certificates());
	}

	private PemSslStore chain(PemSetting pem) {
		PemSslStoreDetails details = PemSslStoreDetails.forCertificate(pem.value());
		return pem.read(() -> {
			PemSslStore store = load(details);
			Objects.requireNonNull(store.certificates(), "no certificate");
			return store;
		}, "a PEM certificate chain", "Check its content.");
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

	/**
	 * The files that the settings name.
	 */
	List<Resource> files() {
		return Stream.of(this.ssl.pem(), this.ssl.key(), this.ssl.trust())
			.filter((value) -> value != null && !PemSetting.isText(value))
			.map(this.resourceLoader::getResource)
			.filter(Resource::isFile)
			.toList();
	}

	/**
	 * The first of these settings that is set, {@code null} where none is.
	 */
	@Nullable String firstSet() {
		if (this.ssl.pem() != null) {
			return "ssl.pem";
		}
		if (this.ssl.key() != null) {
			return "ssl.key";
		}
		if (this.ssl.trust() != null) {
			return "ssl.trust";
		}
		return (this.ssl.keyPassword() != null) ? "ssl.key-password" : null;
	}

}
