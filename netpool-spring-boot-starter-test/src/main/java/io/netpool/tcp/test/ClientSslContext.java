package io.netpool.tcp.test;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/**
 * The TLS configuration of a client: the certificates that it trusts and its own.
 *
 * @param certificates the certificates to trust where the bundle has no truststore
 * @param bundle the bundle chosen by the test, or {@code null}
 */
record ClientSslContext(List<X509Certificate> certificates, @Nullable SslBundle bundle) {

	SSLSocketFactory socketFactory() {
		SslStoreBundle own = (this.bundle != null) ? this.bundle.getStores() : SslStoreBundle.NONE;
		SslBundleKey key = (this.bundle != null) ? this.bundle.getKey() : SslBundleKey.NONE;
		KeyStore trusted = own.getTrustStore();
		if (trusted == null) {
			trusted = new PemSslStoreBundle(null, PemSslStore.of(this.certificates, null)).getTrustStore();
		}
		SslStoreBundle stores = SslStoreBundle.of(own.getKeyStore(), own.getKeyStorePassword(), trusted);
		return SslManagerBundle.from(stores, key).createSslContext(SslBundle.DEFAULT_PROTOCOL).getSocketFactory();
	}

}
