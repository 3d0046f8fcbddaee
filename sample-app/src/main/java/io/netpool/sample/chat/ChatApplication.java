package io.netpool.sample.chat;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A chat server. Connect with {@code nc localhost 9000}.
 */
@SpringBootApplication(scanBasePackages = { "io.netpool.sample.chat", "io.netpool.sample.live" })
public class ChatApplication {

	public static void main(String[] args) {
		SpringApplication.run(ChatApplication.class, args);
	}

}
