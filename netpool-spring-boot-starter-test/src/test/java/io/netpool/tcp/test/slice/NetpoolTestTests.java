package io.netpool.tcp.test.slice;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.test.LocalTcpPort;
import io.netpool.tcp.test.NetpoolTest;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.slice.SliceComponents.Interceptor;
import io.netpool.tcp.test.slice.SliceComponents.Number;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@NetpoolTest(properties = { "netpool.tcp.port=9000", "netpool.tcp.charset=ISO-8859-1" })
class NetpoolTestTests {

	@Autowired
	private TcpTestClient client;

	@Autowired
	private TcpAcceptorPool pool;

	@Test
	void everyHandlerIsThereWithWhatItNeedsAndNothingElseIs() {
		this.client.connect().send("DOUBLE 4").expectMessage(new Number(8)).send("what?").expectMessage("42");
	}

	@Test
	void adviceIsThere() {
		this.client.connect().send("DOUBLE").expectMessage("sorry");
	}

	@Test
	void interceptorsAreThere(@Autowired ApplicationContext context) {
		assertThat(context.getBeansOfType(Interceptor.class)).hasSize(1);
	}

	@Test
	void thePortIsAnyFreeOne(@LocalTcpPort int port) {
		assertThat(port).isEqualTo(this.pool.port()).isNotEqualTo(9000);
	}

}
