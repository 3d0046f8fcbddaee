package io.netpool.sample.greeter;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Greets whoever sends a name.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Greeter {

	@TcpHandler
	String greet(String name) {
		return "hello " + name;
	}

}
