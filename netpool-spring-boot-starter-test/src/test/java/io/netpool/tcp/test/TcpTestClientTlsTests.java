package io.netpool.tcp.test;

import java.io.UncheckedIOException;
import java.util.List;

import javax.net.ssl.SSLException;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(properties = { TestApplication.PORT, TestApplication.ADMIN_PORT, TestApplication.ORDERS_PORT,
		"netpool.tcp.ssl.client-auth=want", "netpool.tcp.pools.admin.ssl.start-tls=true" })
@AutoConfigureTcpTestClient
class TcpTestClientTlsTests {

	private static final X509Bundle SERVER = certificate("CN=server");

	private static final X509Bundle OTHER = certificate("CN=other");

	@Autowired
	private TcpTestClient client;

	@DynamicPropertySource
	static void certificates(DynamicPropertyRegistry registry) {
		registry.add("netpool.tcp.ssl.pem", SERVER::getCertificatePathPEM);
		registry.add("netpool.tcp.ssl.key", SERVER::getPrivateKeyPEM);
		registry.add("netpool.tcp.ssl.trust", OTHER::getCertificatePathPEM);
	}

	private static X509Bundle certificate(String subject) {
		try {
			return new CertificateBuilder().subject(subject).setIsCertificateAuthority(true).buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void thePoolsCertificateIsTrusted() throws Exception {
		TcpTestConnection connection = this.client.connect().send("ann").expectMessage("hello ann");
		assertThat(connection.tlsSession().getPeerCertificates()).containsExactly(SERVER.getCertificate());
		connection.send("QUIT").expectMessage("bye").expectClosed();
	}

	@Test
	void aBundleSaysWhoElseIsTrusted() {
		PemSslStore other = PemSslStore.of(List.of(OTHER.getCertificatePath()), null);
		TcpTestClient suspicious = this.client.tls(SslBundle.of(new PemSslStoreBundle(null, other)));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(suspicious::connect)
			.withCauseInstanceOf(SSLException.class);
	}

	@Test
	void aBundleSaysWhoTheClientIs() {
		PemSslStore other = PemSslStore.of(List.of(OTHER.getCertificatePath()), OTHER.getKeyPair().getPrivate());
		SslBundle bundle = SslBundle.of(new PemSslStoreBundle(other, null));
		this.client.connect().send("WHO").expectMessage("null");
		this.client.tls(bundle).connect().send("WHO").expectMessage("CN=other");
	}

	@Test
	void aClientThatEndsItsStreamGetsItsReplies() {
		this.client.connect().send("ann").halfClose().expectMessage("hello ann").expectClosed();
	}

	@Test
	void tlsStartsLaterWhereThePoolSaysSo() {
		TcpTestConnection connection = this.client.pool("admin").connect();
		assertThat(connection.tlsSession()).isNull();
		connection.send("STARTTLS").expectMessage("go ahead").startTls().send("ann").expectMessage("at your service, ");
		assertThat(connection.tlsSession()).isNotNull();
	}

}
