package io.netpool.benchmarks.startup;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/**
 * Replies with what it receives, where there is netpool.
 */
@ConditionalOnClass(name = "io.netpool.tcp.TcpHandler")
class Echo {

	@TcpHandler
	String onMessage(String input, TcpConnection connection) {
		return input;
	}

}
