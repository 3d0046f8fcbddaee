package io.netpool.benchmarks.startup;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/**
 * Echo handler, if netpool is on the class path.
 */
@ConditionalOnClass(name = "io.netpool.tcp.TcpHandler")
class Echo {

	@TcpHandler
	String onMessage(String input, TcpConnection connection) {
		return input;
	}

}
