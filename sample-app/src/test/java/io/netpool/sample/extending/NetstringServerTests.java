package io.netpool.sample.extending;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.TcpTestConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NetstringFraming} in a pool.
 */
@SpringBootTest(classes = NetstringServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=netstring" })
@AutoConfigureTcpTestClient
class NetstringServerTests {

	@Autowired
	private TcpTestClient client;

	@Test
	void aNetstringIsAnsweredByANetstring() {
		TcpTestConnection connection = this.client.connect().sendBytes("3:ann,");
		assertThat(connection.readBytes(12)).asString(StandardCharsets.UTF_8).isEqualTo("9:hello ann,");
	}

	@Test
	void netstringsThatArriveInPiecesAreWhole() {
		TcpTestConnection connection = this.client.connect();
		for (String piece : "3:ann,3:bob,".split("")) {
			connection.sendBytes(piece);
		}
		connection.expectMessages("hello ann", "hello bob");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann,", ":,", "3:ann;", "9999999999:" })
	void bytesThatAreNoNetstringCloseTheConnection(String bytes) {
		this.client.connect().sendBytes(bytes).expectClosed();
	}

}
