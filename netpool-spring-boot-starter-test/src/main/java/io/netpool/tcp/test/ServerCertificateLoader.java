package io.netpool.tcp.test;

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

import io.netpool.tcp.autoconfigure.properties.PoolProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.io.ResourceLoader;

/**
 * Loads the certificates that a pool may present to its clients.
 *
 * @param ssl the settings of a pool that has started with them
 * @param resourceLoader finds the PEM files
 * @param bundles the SSL bundles
 */
record ServerCertificateLoader(PoolProperties.Ssl ssl, ResourceLoader resourceLoader,
		ObjectProvider<SslBundles> bundles) {

	/**
	 * Load the current certificates of the PEM settings and of all SSL bundles, with
	 * those of their issuers that are in the same files.
	 */
	List<X509Certificate> load() {
		if (!this.ssl.isOn()) {
			return List.of();
		}
		List<X509Certificate> certificates = new ArrayList<>();
		String pem = this.ssl.pem();
		if (pem != null) {
			PemSslStore store = PemSslStore.load(PemSslStoreDetails.forCertificate(pem), this.resourceLoader);
			certificates.addAll(Objects.requireNonNull(Objects.requireNonNull(store).certificates()));
		}
		Stream
			.concat(Stream.ofNullable(this.ssl.bundle()),
					Objects.requireNonNullElse(this.ssl.serverNames(), Map.<String, String>of()).values().stream())
			.forEach((bundle) -> addAll(this.bundles.getObject().getBundle(bundle), certificates));
		return certificates;
	}

	private static void addAll(SslBundle bundle, List<X509Certificate> certificates) {
		try {
			KeyStore store = Objects.requireNonNull(bundle.getStores().getKeyStore());
			for (String alias : Collections.list(store.aliases())) {
				for (Certificate certificate : store.getCertificateChain(alias)) {
					certificates.add((X509Certificate) certificate);
				}
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
