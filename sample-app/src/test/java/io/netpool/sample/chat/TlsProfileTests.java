package io.netpool.sample.chat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "netpool.tcp.port=0")
@ActiveProfiles("tls")
class TlsProfileTests {

	@Value("${local.netpool.tcp.port}")
	private int port;

	@Value("${netpool.tcp.ssl.pem}")
	private String certificate;

	@Test
	void twoMembersChatOverTls() throws Exception {
		SSLSocketFactory factory = trustingTheCertificate();
		try (ChatClient ann = ChatClient.connect(factory, this.port);
				ChatClient bob = ChatClient.connect(factory, this.port)) {
			ann.joins("ann");
			bob.joins("bob");
			ann.sees("* bob joined");
			ann.says("hello");
			bob.sees("ann: hello");
			bob.says("/quit");
			bob.sees("Goodbye.");
			bob.seesTheEnd();
		}
	}

	@Test
	void theCertificateIsThatOfLocalhost() throws Exception {
		try (SSLSocket socket = (SSLSocket) trustingTheCertificate().createSocket("localhost", this.port)) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
			socket.startHandshake();
			assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
		}
	}

	private SSLSocketFactory trustingTheCertificate() throws GeneralSecurityException, IOException {
		KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
		trusted.load(null, null);
		trusted.setCertificateEntry("chat", CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(this.certificate.getBytes(StandardCharsets.US_ASCII))));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context.getSocketFactory();
	}

}
