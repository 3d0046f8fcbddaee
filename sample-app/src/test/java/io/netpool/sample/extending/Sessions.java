package io.netpool.sample.extending;

import io.netpool.tcp.TcpHandler;

import org.springframework.stereotype.Component;

/**
 * Handles messages that begin with their number: {@code 17,LOGIN,ann}.
 */
@Component
class Sessions {

	@TcpHandler("LOGIN")
	String login(String message) {
		return "welcome " + message.split(",")[2];
	}

	@TcpHandler
	String other(String message) {
		return "unknown";
	}

}
