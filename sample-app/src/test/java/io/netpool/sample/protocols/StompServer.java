package io.netpool.sample.protocols;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Takes the messages of STOMP clients, and acknowledges each with a receipt.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class StompServer {

	final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@TcpHandler("CONNECT")
	String onConnect() {
		return "CONNECTED\nversion:1.2\nheart-beat:0,10000\n\n";
	}

	@TcpHandler("SEND")
	String onSend(String frame) {
		this.received.add(frame.substring(frame.indexOf("\n\n") + 2));
		return "RECEIPT\nreceipt-id:" + header(frame, "receipt") + "\n\n";
	}

	private static String header(String frame, String name) {
		return frame.lines()
			.filter((line) -> line.startsWith(name + ":"))
			.findFirst()
			.orElseThrow(() -> new TcpCloseException("ERROR\nmessage:no " + name + "\n\n"))
			.substring(name.length() + 1);
	}

}
