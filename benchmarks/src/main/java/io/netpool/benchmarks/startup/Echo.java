package io.netpool.benchmarks.startup;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

/**
 * Replies with what it receives.
 */
class Echo {

	@TcpHandler
	String onMessage(String input, TcpConnection connection) {
		return input;
	}

}
