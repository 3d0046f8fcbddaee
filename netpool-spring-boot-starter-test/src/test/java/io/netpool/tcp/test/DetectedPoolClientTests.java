package io.netpool.tcp.test;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = { TestApplication.PORT, "netpool.tcp.pools.admin.detect.start=#",
		TestApplication.ADMIN_FRAMING, TestApplication.ORDERS_PORT })
@AutoConfigureTcpTestClient
class DetectedPoolClientTests {

	@Autowired
	private TcpTestClient client;

	@Test
	void aPoolWhoseProtocolIsDetectedIsReachedThroughTheDefaultPool() {
		this.client.pool("admin").connect().send("#ann").expectMessage("at your service, #ann");
		this.client.connect().send("ann").expectMessage("hello ann");
	}

}
