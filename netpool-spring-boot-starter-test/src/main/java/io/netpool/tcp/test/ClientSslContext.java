package io.netpool.tcp.test;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * The TLS configuration of a client: the certificates that it trusts and its own.
 *
 * @param certificates the certificates to trust where the bundle has no truststore
 * @param bundle the bundle chosen by the test, or {@code null}
 */
record ClientSslContext(List<X509Certificate> certificates, @Nullable SslBundle bundle) {

	SSLSocketFactory socketFactory() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers(), trustManagers(), null);
			return context.getSocketFactory();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyManager @Nullable [] keyManagers() {
		if (this.bundle == null || this.bundle.getStores().getKeyStore() == null) {
			return null;
		}
		return this.bundle.getManagers().getKeyManagers();
	}

	private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
		if (this.bundle != null && this.bundle.getStores().getTrustStore() != null) {
			return this.bundle.getManagers().getTrustManagers();
		}
		KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
		trusted.load(null, null);
		for (int i = 0; i < this.certificates.size(); i++) {
			trusted.setCertificateEntry("pool-" + i, this.certificates.get(i));
		}
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusted);
		return factory.getTrustManagers();
	}

}
