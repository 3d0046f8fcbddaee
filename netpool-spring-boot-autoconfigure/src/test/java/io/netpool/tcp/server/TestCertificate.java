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
 * @param serverContext for the server that has it
 * @param clientContext for clients that trust it, and no other; they share their sessions
 */
record TestCertificate(X509Bundle bundle, SslContext serverContext, SSLContext clientContext) {

	static TestCertificate create() {
		try {
			X509Bundle bundle = new CertificateBuilder().subject("CN=localhost")
				.setIsCertificateAuthority(true)
				.buildSelfSigned();
			SslContext serverContext = SslContextBuilder.forServer(bundle.toKeyManagerFactory())
				.protocols("TLSv1.3", "TLSv1.2")
				.build();
			return new TestCertificate(bundle, serverContext, clientContext(bundle));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SSLContext clientContext(X509Bundle bundle) throws Exception {
		KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
		trusted.load(null);
		trusted.setCertificateEntry("server", bundle.getCertificate());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

	/**
	 * For a client that has no session to resume, and so looks at the certificate.
	 */
	SSLContext newClientContext() throws Exception {
		return clientContext(this.bundle);
	}

}
