package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connections that others must not see before {@code connected} has returned.
 */
class WelcomeTests {

	private final CountDownLatch admitted = new CountDownLatch(1);

	private final TestEndpoint endpoint = TestEndpoint.echo().greeting((connection, nothing) -> {
		connection.join("room");
		connection.identify("user", "ann");
		this.admitted.await();
		return "220 welcome";
	});

	static List<Threads> threadsThatMayBlock() {
		return Threads.mayBlock();
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void aConnectionIsInvisibleUntilConnectedHasReturned(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			ConnectionDirectory directory = pool.directory();
			assertThat(directory.count()).isZero();
			assertThat(directory.all()).isEmpty();
			assertThat(directory.find(connection.id())).isEmpty();
			assertThat(directory.pool("default").count()).isZero();
			assertThat(directory.group("room").count()).isZero();
			assertThat(directory.identifiedBy("user", "ann").count()).isZero();
			assertThat(directory.broadcast("for members only").toCompletableFuture().get()).isEqualTo(TcpDelivery.NONE);
			this.admitted.countDown();
			Awaitility.await().until(() -> directory.group("room").count() == 1);
			directory.broadcast("for members only");
			assertThat(client.readLine()).isEqualTo("220 welcome");
			assertThat(client.readLine()).isEqualTo("for members only");
		}
	}

	@Test
	void aConnectionIsInvisibleUntilAnAsynchronousGreetingIsQueued() throws Exception {
		CompletableFuture<Object> greeting = new CompletableFuture<>();
		this.endpoint.greeting((connection, nothing) -> greeting);
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = pool.connect();
			this.endpoint.nextConnection();
			assertThat(pool.directory().count()).isZero();
			greeting.complete("220 welcome");
			Awaitility.await().until(() -> pool.directory().count() == 1);
			pool.directory().broadcast("for members only");
			assertThat(client.readLine()).isEqualTo("220 welcome");
			assertThat(client.readLine()).isEqualTo("for members only");
		}
	}

	@Test
	void whereNothingHandlesConnectionEventsAConnectionIsVisibleAtOnce() {
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).start()) {
			pool.connect();
			Awaitility.await().until(() -> pool.directory().count() == 1);
		}
	}

}
