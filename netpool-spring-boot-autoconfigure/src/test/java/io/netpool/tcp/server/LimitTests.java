package io.netpool.tcp.server;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.ChecksumAlgorithm;
import io.netpool.tcp.framing.FrameChecksum;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.Transport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class LimitTests {

	private static LimitSettings addresses(List<String> allow, List<String> deny) {
		return new LimitSettings(0, ranges(allow), ranges(deny), 0, 0, MessagesOverflow.PAUSE);
	}

	private static List<CidrRange> ranges(List<String> ranges) {
		return ranges.stream().map(CidrRange::of).toList();
	}

	private static TestClient connectFrom(String address, TestPool pool) {
		return TestClient.connectFrom(address, pool.pool().port());
	}

	private static void assertServed(TestClient client) {
		assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
	}

	private static void assertRefused(TestClient client, TestPool pool, CloseReason reason, int times) {
		assertThat(client.isAtEnd()).isTrue();
		assertThat(pool.pool().statistics().connections().closed(reason)).isEqualTo(times);
		assertThat(pool.pool().statistics().connections().refusedInTotal()).isEqualTo(times);
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aDeniedAddressIsRefusedAndOthersAreServed(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.limits(addresses(List.of(), List.of("127.0.0.2")))
			.start();
				TestClient denied = connectFrom("127.0.0.2", pool);
				TestClient other = connectFrom("127.0.0.3", pool)) {
			assertRefused(denied, pool, CloseReason.DENIED_ADDRESS, 1);
			assertServed(other);
			assertThat(pool.acceptors().busy()).isOne();
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aDeniedClientThatSendsAndResetsIsRefused(Transport transport) {
		int many = 200;
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).transport(transport)
			.limits(addresses(List.of(), List.of("127.0.0.0/8")))
			.start()) {
			for (int i = 0; i < many; i++) {
				TestClient client = pool.connect();
				try {
					client.send("hello\n");
				}
				catch (UncheckedIOException ex) {
					// refused already
				}
				client.reset();
			}
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(pool.pool().statistics().connections().refusedInTotal()).isEqualTo(many));
			assertThat(endpoint.events).isEmpty();
		}
	}

	@Test
	void whereSomeAreAllowedOthersAreNotAndDenyWins() {
		LimitSettings limits = addresses(List.of("127.0.0.0/29"), List.of("127.0.0.4/31"));
		try (TestPool pool = new TestPool(TestEndpoint.echo()).limits(limits).start();
				TestClient allowed = connectFrom("127.0.0.3", pool);
				TestClient denied = connectFrom("127.0.0.5", pool);
				TestClient unknown = connectFrom("127.0.0.9", pool)) {
			assertServed(allowed);
			assertThat(unknown.isAtEnd()).isTrue();
			assertRefused(denied, pool, CloseReason.DENIED_ADDRESS, 2);
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void anAddressHasSoManyConnectionsAndNoMore(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.limits(new LimitSettings(2, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE))
			.start();
				TestClient first = connectFrom("127.0.0.2", pool);
				TestClient second = connectFrom("127.0.0.2", pool);
				TestClient third = connectFrom("127.0.0.2", pool);
				TestClient other = connectFrom("127.0.0.3", pool)) {
			assertServed(first);
			assertServed(second);
			assertRefused(third, pool, CloseReason.ADDRESS_LIMIT, 1);
			assertServed(other);
			first.close();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isEqualTo(2));
			try (TestClient again = connectFrom("127.0.0.2", pool)) {
				assertServed(again);
			}
		}
	}

	@Test
	void whoIsRefusedForWantOfAcceptorsDoesNotCountForItsAddress() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(1, Overflow.REFUSE)
			.limits(new LimitSettings(2, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE))
			.start(); TestClient first = connectFrom("127.0.0.3", pool)) {
			assertServed(first);
			for (int i = 0; i < 3; i++) {
				try (TestClient refused = connectFrom("127.0.0.2", pool)) {
					assertThat(refused.isAtEnd()).isTrue();
				}
			}
			first.close();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			try (TestClient served = connectFrom("127.0.0.2", pool)) {
				assertServed(served);
			}
			assertThat(pool.pool().statistics().connections().closed(CloseReason.NO_ACCEPTOR)).isEqualTo(3);
			assertThat(pool.pool().statistics().connections().closed(CloseReason.ADDRESS_LIMIT)).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void moreThanTheRateWaitAndAreServedThen(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.limits(new LimitSettings(0, List.of(), List.of(), 10, 0, MessagesOverflow.PAUSE))
			.start()) {
			List<TestClient> clients = Stream.generate(pool::connect).limit(15).toList();
			clients.forEach(LimitTests::assertServed);
			assertThat(pool.pool().statistics().paused().accepts()).isPositive();
			assertThat(pool.pool().statistics().connections().refusedInTotal()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void moreMessagesThanTheRateAreReadLaterAndNoneIsLost(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.limits(messages(20, MessagesOverflow.PAUSE))
			.start()) {
			List<String> lines = IntStream.range(0, 30).mapToObj(Integer::toString).toList();
			TestClient chatty = pool.connect().send(String.join("\n", lines) + "\n");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isPositive());
			assertServed(pool.connect());
			assertThat(Stream.generate(chatty::readLine).limit(30)).containsExactlyElementsOf(lines);
		}
	}

	@Test
	void whatWaitsForTheRateIsAnsweredAfterTheEndOfTheStream() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).limits(messages(20, MessagesOverflow.PAUSE)).start()) {
			TestClient chatty = pool.connect().send("hello\n".repeat(25));
			chatty.endOutput();
			assertThat(Stream.generate(chatty::readLine).limit(25)).containsOnly("hello");
			assertThat(chatty.readLine()).isNull();
		}
	}

	@Test
	void framesThatAreDroppedCountForTheRate() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		TcpFraming framing = Framings
			.droppingInvalid(Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR), Framings.line(100)));
		try (TestPool pool = new TestPool(endpoint).framing(framing)
			.limits(messages(5, MessagesOverflow.DISCONNECT))
			.start()) {
			pool.connect().send("ab\4\n".repeat(500));
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.TOO_MANY_MESSAGES);
		}
		try (TestPool pool = new TestPool(endpoint).framing(framing)
			.limits(messages(5, MessagesOverflow.PAUSE))
			.start()) {
			TestClient noisy = pool.connect().send("ab\4\n".repeat(10));
			Awaitility.await().until(() -> pool.pool().statistics().messages().dropped() == 10);
			noisy.send("ab\3\n");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isPositive());
			assertThat(noisy.readLine()).isEqualTo("ab\3");
		}
	}

	@Test
	void moreMessagesThanTheRateEndTheConnectionWhereThatIsSet() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).limits(messages(5, MessagesOverflow.DISCONNECT)).start()) {
			TestClient chatty = pool.connect().send("hello\n".repeat(500));
			List<String> answers = Stream.generate(chatty::readLine).takeWhile(Objects::nonNull).toList();
			assertThat(answers).hasSizeBetween(5, 499);
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.TOO_MANY_MESSAGES);
			assertServed(pool.connect());
		}
	}

	private static LimitSettings messages(int perSecond, MessagesOverflow overflow) {
		return new LimitSettings(0, List.of(), List.of(), 0, perSecond, overflow);
	}

}
