package io.netpool.sample.protocols;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Takes mail by SMTP (RFC 5321), which it wants in TLS (RFC 3207).
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class SmtpServer {

	private static final String TEXT = "text";

	private final List<String> mails = new CopyOnWriteArrayList<>();

	List<String> mails() {
		return this.mails;
	}

	@TcpConnected
	String onConnected() {
		return "220 localhost ESMTP";
	}

	@TcpHandler
	@Nullable String onLine(String line, TcpConnection connection) {
		StringBuilder text = (StringBuilder) connection.attributes().get(TEXT);
		return (text != null) ? onText(line, text, connection) : onCommand(line, connection);
	}

	private @Nullable String onText(String line, StringBuilder text, TcpConnection connection) {
		if (!line.equals(".")) {
			text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
			return null;
		}
		connection.attributes().remove(TEXT);
		this.mails.add(text.toString());
		return "250 OK";
	}

	private @Nullable String onCommand(String line, TcpConnection connection) {
		boolean secured = connection.tlsSession() != null;
		switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
			case "EHLO":
				return secured ? "250 localhost" : "250-localhost\r\n250 STARTTLS";
			case "STARTTLS":
				connection.startTls("220 Ready to start TLS");
				return null;
			case "MAIL", "RCPT":
				return secured ? "250 OK" : "530 Must issue a STARTTLS command first";
			case "DATA":
				connection.attributes().put(TEXT, new StringBuilder());
				return "354 End with a line of a dot";
			case "QUIT":
				connection.close();
				return "221 Bye";
			default:
				return "500 Unknown command";
		}
	}

}
