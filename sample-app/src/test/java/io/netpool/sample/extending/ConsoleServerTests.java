package io.netpool.sample.extending;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * {@link ConsoleServer} with its decorator and its principals.
 */
@SpringBootTest(classes = ConsoleServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=line" })
@AutoConfigureTcpTestClient
class ConsoleServerTests {

	@Autowired
	private TcpTestClient client;

	@Test
	void aClientOnThisMachineHasAPrincipal() {
		this.client.connect().send("WHO").expectMessage("operator");
	}

	@Test
	void aHandlerFindsItsPool() {
		this.client.connect().send("POOL").expectMessage("pool default");
	}

}
