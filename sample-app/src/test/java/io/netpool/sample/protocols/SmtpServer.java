package io.netpool.sample.protocols;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Takes mail by SMTP (RFC 5321), which it wants in TLS (RFC 3207).
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class SmtpServer {

	private final List<String> mails = new CopyOnWriteArrayList<>();

	List<String> mails() {
		return this.mails;
	}

	/**
	 * After DATA, lines are text up to that of a dot. No command has a space.
	 */
	@Bean
	TcpRouteResolver commandOrText() {
		return (line, connection) -> (connection.state(Mail.class).text != null) ? "line of text"
				: ((String) line).split("[ :]", 2)[0];
	}

	@TcpConnected
	String onConnected() {
		return "220 localhost ESMTP";
	}

	@TcpHandler("EHLO")
	String onHello(TcpConnection connection) {
		return (connection.tlsSession() != null) ? "250 localhost" : "250-localhost\r\n250 STARTTLS";
	}

	@TcpHandler("STARTTLS")
	void onStartTls(TcpConnection connection) {
		connection.startTls("220 Ready to start TLS");
	}

	@TcpHandler({ "MAIL", "RCPT" })
	String onAddress(TcpConnection connection) {
		return (connection.tlsSession() != null) ? "250 OK" : "530 Must issue a STARTTLS command first";
	}

	@TcpHandler("DATA")
	String onData(Mail mail) {
		mail.text = new StringBuilder();
		return "354 End with a line of a dot";
	}

	@TcpHandler("line of text")
	@Nullable String onText(String line, Mail mail) {
		if (!line.equals(".")) {
			mail.text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
			return null;
		}
		this.mails.add(mail.text.toString());
		mail.text = null;
		return "250 OK";
	}

	@TcpHandler("QUIT")
	String onQuit(TcpConnection connection) {
		connection.close();
		return "221 Bye";
	}

	@TcpHandler
	String onAnythingElse() {
		return "500 Unknown command";
	}

	@TcpConnectionState
	static class Mail {

		private @Nullable StringBuilder text;

	}

}
