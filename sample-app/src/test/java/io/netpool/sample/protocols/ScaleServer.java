package io.netpool.sample.protocols;

import java.util.Locale;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * A scale on a network: a command between STX and ETX, the weight between STX and ETX.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class ScaleServer {

	private volatile double tare;

	@TcpHandler("W")
	String onWeigh() {
		return String.format(Locale.ROOT, "W %.2f kg", 12.5 - this.tare);
	}

	@TcpHandler("T")
	String onTare(String command) {
		this.tare = Double.parseDouble(command.substring(2));
		return "T";
	}

	@TcpHandler
	String onAnythingElse() {
		return "?";
	}

}
