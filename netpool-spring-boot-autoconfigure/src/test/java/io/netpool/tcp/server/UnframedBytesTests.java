package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.TestPool.Threads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TcpConnection#sendUnframed}.
 */
class UnframedBytesTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void bytesLeaveInOrderWithMessages(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.send("one");
			connection.sendUnframed(new byte[] { '\n', 0 });
			connection.send("two");
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.framing(Framings.startEnd(8, new byte[] { '<' }, new byte[] { '>' }))
			.start()) {
			assertThat(pool.connect().send("<three>").receive(19)).isEqualTo("<one>\n\0<two><three>");
			assertThat(pool.pool().statistics().messages().sent()).isEqualTo(3);
			assertThat(pool.pool().statistics().bytes().sent()).isEqualTo(19);
		}
	}

	@Test
	void theSenderIsNotifiedAlsoOfNoBytes() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			connection.sendUnframed(new byte[0]).toCompletableFuture().get(10, TimeUnit.SECONDS);
			connection.sendUnframed(new byte[] { '\n' }).toCompletableFuture().get(10, TimeUnit.SECONDS);
			assertThat(client.receive(1)).isEqualTo("\n");
			Awaitility.await().until(() -> connection.statistics().pendingBytes() == 0);
			client.close();
			endpoint.nextReason();
			assertThat(connection.sendUnframed(new byte[1]).toCompletableFuture()).isCompletedExceptionally();
		}
	}

	@Test
	void nettysCodecsLeaveNothingOutsideTheFraming() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		NettyFraming codecs = (pipeline) -> {
		};
		try (TestPool pool = new TestPool(endpoint).framing(codecs).start()) {
			pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			assertThatIllegalStateException().isThrownBy(() -> connection.sendUnframed(new byte[1]))
				.withMessageContaining("its framing consists of Netty's codecs");
		}
	}

}
