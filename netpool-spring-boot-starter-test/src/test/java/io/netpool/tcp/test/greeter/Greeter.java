package io.netpool.tcp.test.greeter;

import io.netpool.tcp.TcpHandler;

import org.springframework.stereotype.Component;

/**
 * The handler at the beginning of the README.
 */
@Component
class Greeter {

	@TcpHandler
	String greet(String line) {
		return "hello " + line;
	}

}
