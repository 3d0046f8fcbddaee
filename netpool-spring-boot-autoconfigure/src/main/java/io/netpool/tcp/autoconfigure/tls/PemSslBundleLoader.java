package io.netpool.tcp.autoconfigure.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Loads the SSL bundle of a pool's PEM settings. Certificate, key and trusted
 * certificates are read one by one, so that an error names the setting that causes it.
 *
 * @param ssl the settings
 * @param checks creates the errors
 * @param resourceLoader finds the files
 */
record PemSslBundleLoader(PoolProperties.Ssl ssl, SettingChecks checks, ResourceLoader resourceLoader) {

	/**
	 * The first line of a certificate, also with OpenSSL's older labels. A certificate
	 * request is none.
	 */
	private static final Pattern CERTIFICATE = Pattern.compile("-BEGIN (X509 |TRUSTED )?CERTIFICATE-",
			Pattern.CASE_INSENSITIVE);

	SslBundle load(String certificate, String privateKey) {
		PemSetting pem = new PemSetting("ssl.pem", certificate, this.checks);
		PemSetting key = new PemSetting("ssl.key", privateKey, this.checks);
		PemSslStore keyStore = store(pem, privateKey);
		checkPair(pem, key, Objects.requireNonNull(keyStore.certificates()).get(0), privateKey(key, keyStore));
		String trust = this.ssl.trust();
		PemSslStore trustStore = (trust != null) ? store(new PemSetting("ssl.trust", trust, this.checks), null) : null;
		return SslBundle.of(new PemSslStoreBundle(keyStore, trustStore));
	}

	private PemSslStore store(PemSetting certificates, @Nullable String key) {
		PemSslStoreDetails details = new PemSslStoreDetails(null, certificates.value(), key, this.ssl.keyPassword());
		PemSslStore store = certificates.read(() -> {
			PemSslStore loaded = Objects.requireNonNull(PemSslStore.load(details, this.resourceLoader));
			Objects.requireNonNull(loaded.certificates());
			return loaded;
		}, (ex) -> certificates.invalid("does not contain a PEM certificate", "Check its content.", ex));
		int read = Objects.requireNonNull(store.certificates()).size();
		int contained = certificates.read(() -> count(certificates.value()),
				(ex) -> certificates.invalid("can't be read", "Check its content.", ex));
		if (read < contained) {
			throw certificates.invalid(
					"contains " + contained + " certificates, of which only " + read + " can be read",
					"Begin each with a line '-----BEGIN CERTIFICATE-----' and end it with a line "
							+ "'-----END CERTIFICATE-----', with Base64 alone in between.",
					null);
		}
		return store;
	}

	/**
	 * Counts the certificates of a PEM text. Spring Boot leaves out those that it cannot
	 * read, for example because a line break is missing before them.
	 */
	private int count(String location) {
		String text = PemSetting.isText(location) ? location : content(location);
		return (int) CERTIFICATE.matcher(text).results().count();
	}

	private String content(String location) {
		try {
			return this.resourceLoader.getResource(location).getContentAsString(StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private PrivateKey privateKey(PemSetting key, PemSslStore store) {
		return key.read(() -> Objects.requireNonNull(store.privateKey()), (ex) -> invalidKey(key, ex));
	}

	private InvalidSettingException invalidKey(PemSetting key, RuntimeException ex) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		if (!isDecryptionFailure(ex) && (cause instanceof IOException || cause instanceof NoSuchAlgorithmException)) {
			// fails before the password is tried
			return key.invalid("is encrypted in a way that the JDK does not support: " + cause.getMessage(),
					"Encrypt it with AES, for example with 'openssl pkcs8 -topk8 -v2 aes-256-cbc'.", ex);
		}
		String password = "'" + this.checks.key("ssl.key-password") + "'";
		return key.invalid(
				"does not contain a PEM private key (PKCS#8, PKCS#1 or EC)"
						+ ((this.ssl.keyPassword() != null) ? " that " + password + " decrypts" : ""),
				"Check its content. An encrypted key must be PKCS#8 and needs " + password + ".", ex);
	}

	/**
	 * Whether the password was tried. One wrong password in 256 yields the padding of a
	 * right one, and then bytes that are no key, which is an {@link IOException}, too.
	 */
	private static boolean isDecryptionFailure(RuntimeException ex) {
		return Stream.<Throwable>iterate(ex, Objects::nonNull, Throwable::getCause)
			.anyMatch(InvalidKeySpecException.class::isInstance);
	}

	private void checkPair(PemSetting pem, PemSetting key, X509Certificate certificate, PrivateKey privateKey) {
		try {
			if (!KeyPairMatcher.matches(privateKey, certificate.getPublicKey())) {
				throw key.invalid(
						"is not the key of the certificate in '" + this.checks.key(pem.name()) + "' (" + pem.shown()
								+ ")",
						"Set both to a certificate and its key. The server's certificate must be the first in its file.",
						null);
			}
		}
		catch (GeneralSecurityException ex) {
			throw key.invalid("is not supported by the JDK: " + ex.getMessage(),
					"Use an RSA key, or an EC key on a curve such as secp256r1.", ex);
		}
	}

	/**
	 * The files among the values of the settings.
	 */
	List<Resource> files() {
		return Stream.of(this.ssl.pem(), this.ssl.key(), this.ssl.trust())
			.filter((value) -> value != null && !PemSetting.isText(value))
			.map(this.resourceLoader::getResource)
			.filter(Resource::isFile)
			.toList();
	}

}
