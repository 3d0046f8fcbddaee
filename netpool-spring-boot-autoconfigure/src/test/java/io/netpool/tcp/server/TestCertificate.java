package io.netpool.tcp.server;

import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * A certificate of a server that has signed it itself.
 *
 * @param bundle the certificate with its key
 */
record TestCertificate(X509Bundle bundle) {

	static TestCertificate create() throws Exception {
		return new TestCertificate(
				new CertificateBuilder().subject("CN=localhost").setIsCertificateAuthority(true).buildSelfSigned());
	}

	SslContext serverContext() throws Exception {
		return SslContextBuilder.forServer(this.bundle.toKeyManagerFactory()).protocols("TLSv1.3", "TLSv1.2").build();
	}

	/**
	 * For clients that trust this certificate.
	 */
	SSLContext clientContext() throws Exception {
		KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
		trusted.load(null);
		trusted.setCertificateEntry("server", this.bundle.getCertificate());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
