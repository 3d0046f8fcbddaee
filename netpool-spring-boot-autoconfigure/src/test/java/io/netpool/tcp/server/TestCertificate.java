package io.netpool.tcp.server;

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

}
