package io.netpool.tcp.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpGroup;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for groups of a {@link ConnectionDirectory}: who is in them, and what is sent to
 * whom.
 */
class GroupTests {

	private static final int MAX_PENDING = 64 * 1024;

	private final BlockingQueue<Set<String>> left = new LinkedBlockingQueue<>();

	private final TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
		String[] words = ((String) message).split(" ");
		connection.attributes().put("name", words[0]);
		List.of(words).subList(1, words.length).forEach(connection::join);
		return "done";
	}) {

		@Override
		public void disconnected(TcpConnection connection, CloseReason reason) {
			GroupTests.this.left.add(connection.groups());
			super.disconnected(connection, reason);
		}

	};

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private TestClient join(TestPool pool, String name, String... groups) {
		TestClient client = pool.connect().sendLine(name + " " + String.join(" ", groups));
		assertThat(client.readLine()).isEqualTo("done");
		return client;
	}

	private static TcpConnection find(TestPool pool, String name) {
		return pool.directory()
			.all()
			.filter((connection) -> name.equals(connection.attributes().get("name")))
			.findFirst()
			.orElseThrow();
	}

	private static boolean isLost(CompletionStage<TcpDelivery> sent) {
		TcpDelivery delivery = sent.toCompletableFuture().getNow(null);
		return delivery != null && delivery.written() == 0 && delivery.lost() == 1;
	}

	private static void assertWritten(CompletionStage<TcpDelivery> sent, int count) {
		assertThat(sent.toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS)
			.returns(count, TcpDelivery::written);
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void whenDisconnectedIsCalledTheGroupsAreThoseOfTheClosedConnection(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			join(pool, "ann", "red", "blue").close();
			assertThat(this.left.poll(10, TimeUnit.SECONDS)).containsExactlyInAnyOrder("red", "blue");
			assertThat(pool.directory().labels()).isEmpty();
			TcpConnection closed = this.endpoint.nextConnection();
			closed.join("green");
			closed.leave("red");
			assertThat(closed.groups()).containsExactlyInAnyOrder("red", "blue");
			assertThat(pool.directory().labels()).isEmpty();
		}
	}

	@Test
	void aMessageGoesToAllExceptOne() {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient ann = join(pool, "ann", "red");
			TestClient bob = join(pool, "bob", "red");
			TcpGroup others = pool.directory().group("red").except(find(pool, "ann"));
			assertThat(others.count()).isOne();
			assertWritten(others.send("for others"), 1);
			assertWritten(pool.directory().group("red").send("for all"), 2);
			assertThat(bob.readLine()).isEqualTo("for others");
			assertThat(ann.readLine()).isEqualTo("for all");
		}
	}

	@Test
	void eachReceiverGetsAMessageOfItsOwnOrNone() {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient ann = join(pool, "ann", "red");
			TestClient bob = join(pool, "bob", "red");
			join(pool, "silent", "red");
			assertWritten(pool.directory().group("red").sendEach((connection) -> {
				Object name = connection.attributes().get("name");
				return name.equals("silent") ? null : "hello " + name;
			}), 2);
			assertThat(ann.readLine()).isEqualTo("hello ann");
			assertThat(bob.readLine()).isEqualTo("hello bob");
		}
	}

	@Test
	void aMessageThatCannotBeEncodedIsReportedToTheSender() {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			join(pool, "ann", "red");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> pool.directory().group("red").sendEach((connection) -> new Object()));
		}
	}

	@Test
	void aGroupOfAPoolIsThatOfItsConnectionsOnly() {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			join(pool, "ann", "red", "big");
			join(pool, "bob", "red");
			join(pool, "cid", "big");
			ConnectionDirectory directory = pool.directory();
			assertThat(directory.pool("default").group("red").count()).isEqualTo(2);
			assertThat(directory.pool("other").group("red").count()).isZero();
			assertThat(directory.pool("other").group("red").group("big").count()).isZero();
			assertThat(directory.group("red").group("big").connections()).containsExactly(find(pool, "ann"));
			assertThat(directory.group("red").except(find(pool, "ann")).group("big").count()).isZero();
			assertThat(directory.group("red").group("big").group("red").count()).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSlowMemberMissesMessagesIfTheSenderWantsThat(OutboundOverflow overflow) {
		try (TestPool pool = new TestPool(this.endpoint).outbound(MAX_PENDING, overflow).start()) {
			join(pool, "slow", "red");
			TcpGroup red = pool.directory().group("red").skipSlow();
			await(() -> isLost(red.send("x".repeat(16 * 1024))));
			assertThat(find(pool, "slow").isOpen()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSlowMemberIsClosedIfTheSenderWantsThat(OutboundOverflow overflow) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).outbound(MAX_PENDING, overflow).start()) {
			join(pool, "slow", "red");
			TcpGroup red = pool.directory().group("red").closeSlow();
			await(() -> {
				red.sendEach((connection) -> "x".repeat(16 * 1024));
				return red.count() == 0;
			});
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.SLOW_READER);
		}
	}

	private static void await(Callable<Boolean> done) {
		Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).until(done);
	}

}
