package io.netpool.tcp.server;

import java.util.concurrent.CountDownLatch;

import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.settings.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for replies to a client that has ended its output before they come.
 */
class ReplyAfterEndTests {

	/**
	 * More than the buffers of a socket take.
	 */
	private static final int LARGE = 16 * 1024 * 1024;

	@ParameterizedTest
	@EnumSource(names = { "NIO", "AUTO" })
	void repliesThatTheSocketDoesNotTakeAtOnceAreSentAsAWhole(Transport transport) {
		CountDownLatch ended = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("large")) {
				ended.await();
				return "x".repeat(LARGE);
			}
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).transport(transport).ioThreads(1).start()) {
			TestClient other = pool.connect();
			TestClient client = pool.connect().send("large\nlarge\n");
			client.endOutput();
			// of two turns, the second one begins after its end was seen
			assertThat(other.send("first\n").readLine()).isEqualTo("first");
			assertThat(other.send("second\n").readLine()).isEqualTo("second");
			ended.countDown();
			assertThat(client.receive(LARGE + 1)).hasSize(LARGE + 1).endsWith("x\n");
			assertThat(client.receiveRest()).hasSize(LARGE + 1).endsWith("x\n");
		}
	}

}
