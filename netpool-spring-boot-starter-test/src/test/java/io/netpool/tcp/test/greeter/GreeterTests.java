package io.netpool.tcp.test.greeter;

import io.netpool.tcp.test.NetpoolTest;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * The first example of the README's section on testing.
 */
@NetpoolTest(Greeter.class)
class GreeterTests {

	@Autowired
	private TcpTestClient client;

	@Test
	void whoSaysANameIsGreeted() {
		this.client.connect().send("ann").expectMessage("hello ann");
	}

}
