package io.netpool.sample.soak;

import io.netpool.sample.chat.ChatApplication;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringApplication;

/**
 * The sample, and beside its chat room a pool with TLS that echoes lines.
 */
public class SoakedApplication {

	static final String SECURE = "secure";

	public static void main(String[] args) {
		SpringApplication.run(new Class<?>[] { ChatApplication.class, SoakedApplication.class }, args);
	}

	@TcpHandler(pool = SECURE)
	String onLine(String line) {
		return line;
	}

}
