package io.netpool.sample.chat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.outbound.max-pending=64KB" })
class SlowMemberTests {

	@Test
	void aMemberThatDoesNotReadIsDisconnectedAndHoldsNobodyUp(@Value("${local.netpool.tcp.port}") int port)
			throws IOException {
		String speech = "x".repeat(32_000);
		try (ChatClient ann = ChatClient.join("ann", port); ChatClient bob = ChatClient.join("bob", port)) {
			ann.sees("* bob joined");
			String seen;
			do {
				ann.says(speech);
				seen = ann.nextLine();
			}
			while (!seen.equals("* bob left"));
		}
	}

}
