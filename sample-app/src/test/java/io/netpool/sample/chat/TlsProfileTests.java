package io.netpool.sample.chat;

import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "netpool.tcp.port=0")
@AutoConfigureTcpTestClient
@ActiveProfiles("tls")
class TlsProfileTests {

	private static final int DNS_NAME = 2;

	@Autowired
	private TcpTestClient client;

	@Test
	void twoMembersChatOverTls() {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient bob = ChatClient.join("bob", this.client);
		ann.sees("* bob joined");
		ann.says("hello");
		bob.sees("ann: hello");
		bob.says("/quit");
		bob.sees("Goodbye.");
		bob.seesTheEnd();
	}

	@Test
	void theCertificateIsThatOfLocalhost() throws Exception {
		SSLSession session = this.client.connect().tlsSession();
		X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
		assertThat(certificate.getSubjectAlternativeNames()).contains(List.of(DNS_NAME, "localhost"));
		assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
	}

}
