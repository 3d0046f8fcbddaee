package io.netpool.sample.chat;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.outbound.max-pending=64KB" })
@AutoConfigureTcpTestClient
class SlowMemberTests {

	@Test
	void aMemberThatDoesNotReadIsDisconnectedAndHoldsNobodyUp(@Autowired TcpTestClient client) {
		String speech = "x".repeat(32_000);
		ChatClient ann = ChatClient.join("ann", client);
		ChatClient.join("bob", client);
		ann.sees("* bob joined");
		String seen;
		do {
			ann.says(speech);
			seen = ann.nextLine();
		}
		while (!seen.equals("* bob left"));
	}

}
