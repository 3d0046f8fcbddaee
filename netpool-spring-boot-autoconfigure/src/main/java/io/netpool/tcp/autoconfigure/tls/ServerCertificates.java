package io.netpool.tcp.autoconfigure.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.ResourceLoader;

/**
 * The certificates that a pool may show to its clients.
 *
 * @param ssl the settings, which the pool has accepted
 * @param checks makes the errors
 * @param resourceLoader where files are found
 * @param bundles where SSL bundles are found
 */
public record ServerCertificates(TcpProperties.Ssl ssl, SettingChecks checks, ResourceLoader resourceLoader,
		ObjectProvider<SslBundles> bundles) {

	/**
	 * Load them as they are now: its own or those of its bundle, and those of the bundles
	 * for further server names.
	 */
	public List<X509Certificate> load() {
		List<X509Certificate> certificates = new ArrayList<>();
		String pem = this.ssl.pem();
		String key = this.ssl.key();
		if (pem != null && key != null) {
			certificates.addAll(
					certificates(new PemSslBundleLoader(this.ssl, this.checks, this.resourceLoader).load(pem, key)));
		}
		Stream
			.concat(Stream.ofNullable(this.ssl.bundle()),
					Objects.requireNonNullElse(this.ssl.serverNames(), Map.<String, String>of()).values().stream())
			.forEach((bundle) -> certificates.addAll(certificates(this.bundles.getObject().getBundle(bundle))));
		return certificates;
	}

	private static List<X509Certificate> certificates(SslBundle bundle) {
		try {
			KeyStore store = Objects.requireNonNull(bundle.getStores().getKeyStore());
			List<X509Certificate> certificates = new ArrayList<>();
			for (String alias : Collections.list(store.aliases())) {
				for (Certificate certificate : store.getCertificateChain(alias)) {
					certificates.add((X509Certificate) certificate);
				}
			}
			return certificates;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
