package io.netpool.benchmarks.compare.peer;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;

/**
 * Self-signed certificate, generated on creation, with a key on the curve P-256.
 */
final class ServerCertificate {

	private final X509Bundle bundle;

	private ServerCertificate(X509Bundle bundle) {
		this.bundle = bundle;
	}

	static ServerCertificate create() {
		try {
			return new ServerCertificate(new CertificateBuilder().subject("CN=localhost")
				.setIsCertificateAuthority(true)
				.algorithm(Algorithm.ecp256)
				.buildSelfSigned());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	String certificate() {
		return this.bundle.getCertificatePathPEM();
	}

	String key() {
		return this.bundle.getPrivateKeyPEM();
	}

	KeyManagerFactory keys() {
		try {
			return this.bundle.toKeyManagerFactory();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns a TLS 1.3 context with Netty's default engine, as in netpool: BoringSSL if
	 * it is on the class path, otherwise that of the JDK.
	 */
	SslContext context() {
		try {
			return SslContextBuilder.forServer(keys()).protocols("TLSv1.3").build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
