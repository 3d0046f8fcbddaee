package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpHandler;

/**
 * The handler of the README.
 */
public class Greeter {

	@TcpHandler
	String onMessage(String input) {
		return "hello " + input;
	}

}
