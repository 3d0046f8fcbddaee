package io.netpool.sample.protocols;

import java.nio.file.Files;
import java.nio.file.Path;

import io.netpool.tcp.test.LocalTcpPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SmtpServer} with curl, which starts TLS before it sends a mail.
 */
@SpringBootTest(classes = SmtpServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=line", "netpool.tcp.framing.terminator=crlf",
				"netpool.tcp.ssl.start-tls=true", "netpool.tcp.routing.case-sensitive=false" })
@ActiveProfiles("tls")
class SmtpServerTests {

	@LocalTcpPort
	private int port;

	@Autowired
	private SmtpServer server;

	@TempDir
	private Path directory;

	private Client mail(String text) throws Exception {
		Path file = Files.writeString(this.directory.resolve("mail"), text);
		return Client.of("curl")
			.with("--silent", "--show-error", "--insecure", "--url", "smtp://localhost:" + this.port, "--mail-from",
					"anna@example.org", "--mail-rcpt", "bert@example.org", "--upload-file", file);
	}

	@Test
	void aMailIsTakenInTls() throws Exception {
		mail("Subject: hello\r\n\r\n.a dot\r\n").with("--ssl-reqd").run();
		assertThat(this.server.mails()).containsExactly("Subject: hello\n\n.a dot\n");
	}

	@Test
	void aMailIsNotTakenInTheClear() throws Exception {
		Process curl = mail("Subject: hello\r\n\r\n").start();
		assertThat(new String(curl.getInputStream().readAllBytes())).contains("MAIL failed: 530");
	}

}
