package io.netpool.sample.extending;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Greets in netstrings.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(NetstringFraming.class)
class NetstringServer {

	@TcpHandler
	String greet(String name) {
		return "hello " + name;
	}

}
