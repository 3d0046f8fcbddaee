package io.netpool.tcp.test.slice;

import io.netpool.tcp.test.NetpoolTest;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.slice.SliceComponents.Doubler;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * A {@link NetpoolTest} of one handler.
 */
@NetpoolTest(Doubler.class)
class NetpoolTestHandlersTests {

	@Test
	void otherHandlersAreNotThere(@Autowired TcpTestClient client) {
		client.connect().send("DOUBLE 4").expectMessage("8").send("what?").expectMessage("sorry");
	}

}
