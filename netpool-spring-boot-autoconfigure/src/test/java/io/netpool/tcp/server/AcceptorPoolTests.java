package io.netpool.tcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.transport.PortBindException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NettyAcceptorPool}: its acceptors, its port, its states.
 */
class AcceptorPoolTests {

	static List<Transport> transports() {
		List<Transport> transports = new ArrayList<>(List.of(Transport.NIO));
		if (Epoll.isAvailable()) {
			transports.add(Transport.EPOLL);
		}
		if (IoUring.isAvailable()) {
			transports.add(Transport.IO_URING);
		}
		return transports;
	}

	private static void exchange(TestClient client) {
		client.send("ping\n");
		assertThat(client.readLine()).isEqualTo("ping");
	}

	private static void await(Runnable assertion) {
		Awaitility.await().untilAsserted(assertion::run);
	}

	@ParameterizedTest
	@MethodSource("transports")
	void refuseServesAsManyAsThereAreAcceptorsAndClosesTheNextAtOnce(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.acceptors(3, Overflow.REFUSE)
			.start()) {
			List<TestClient> served = List.of(pool.connect(), pool.connect(), pool.connect());
			served.forEach(AcceptorPoolTests::exchange);
			assertThat(pool.acceptors().idle()).isZero();
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(pool.pool().statistics().connections().refusedInTotal()).isOne();
			served.get(0).close();
			await(() -> assertThat(pool.acceptors().idle()).isOne());
			exchange(pool.connect());
			assertThat(pool.acceptors().busy()).isEqualTo(3);
		}
	}

	@Test
	void aRefusedClientThatHasAlreadySentIsToldWhy() {
		AcceptorSettings settings = new AcceptorSettings(1, Overflow.REFUSE, 50, 100, "busy, come back\n".getBytes());
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(settings).start()) {
			exchange(pool.connect());
			TestClient refused = pool.connect().send("hello\n".repeat(100));
			assertThat(refused.readLine()).isEqualTo("busy, come back");
			assertThat(refused.readLine()).isNull();
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void increaseStartsFiftyMoreEachTimeAllAreBusy(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.acceptors(3, Overflow.INCREASE)
			.start()) {
			for (int i = 0; i < 3; i++) {
				exchange(pool.connect());
			}
			assertThat(pool.acceptors().limit()).isEqualTo(3);
			exchange(pool.connect());
			assertThat(pool.acceptors().limit()).isEqualTo(53);
			for (int i = 4; i < 54; i++) {
				exchange(pool.connect());
			}
			assertThat(pool.acceptors().limit()).isEqualTo(103);
			assertThat(pool.acceptors().busy()).isEqualTo(54);
			assertThat(pool.acceptors().idle()).isEqualTo(49);
		}
	}

	@Test
	void increaseRefusesAboveItsMaximum() {
		AcceptorSettings settings = new AcceptorSettings(1, Overflow.INCREASE, 50, 2, null);
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(settings).start()) {
			exchange(pool.connect());
			exchange(pool.connect());
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(pool.acceptors().limit()).isEqualTo(2);
			assertThat(pool.pool().statistics().connections().refusedInTotal()).isOne();
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void waitServesTheNextAsSoonAsOneLeaves(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.acceptors(3, Overflow.WAIT)
			.start()) {
			List<TestClient> served = List.of(pool.connect(), pool.connect(), pool.connect());
			served.forEach(AcceptorPoolTests::exchange);
			List<TestClient> waiting = List.of(pool.connect().send("late\n"), pool.connect().send("later\n"));
			exchange(served.get(2));
			assertThat(pool.acceptors().busy()).isEqualTo(3);
			assertThat(pool.pool().statistics().connections().accepted()).isEqualTo(3);
			served.get(0).close();
			assertThat(waiting.get(0).readLine()).isEqualTo("late");
			served.get(1).close();
			assertThat(waiting.get(1).readLine()).isEqualTo("later");
			assertThat(pool.pool().statistics().connections().refusedInTotal()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void afterManyConnectAndLeaveEveryAcceptorIsIdle(Overflow overflow) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(20, overflow).start()) {
			int served = 0;
			for (int i = 0; i < 1000; i++) {
				TestClient client = TestClient.connect(pool.pool().port());
				if (i % 3 == 0) {
					client.reset();
				}
				else {
					client.close();
				}
				served++;
			}
			int all = served;
			await(() -> {
				assertThat(pool.acceptors().busy()).isZero();
				long seen = pool.pool().statistics().connections().accepted()
						+ pool.pool().statistics().connections().refusedInTotal();
				assertThat(seen).isEqualTo(all);
			});
			long closed = 0;
			for (CloseReason reason : CloseReason.values()) {
				closed += reason.isRefusal() ? 0 : pool.pool().statistics().connections().closed(reason);
			}
			assertThat(closed).isEqualTo(pool.pool().statistics().connections().accepted());
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void twoStartsOnOnePortFailLoudly(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport).start()) {
			TestPool second = new TestPool(TestEndpoint.echo()).transport(transport).port(pool.pool().port());
			assertThatExceptionOfType(PortBindException.class).isThrownBy(second::start)
				.withMessageContaining(String.valueOf(pool.pool().port()))
				.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(inUse(transport)));
			assertThat(second.pool().state()).isEqualTo(State.STOPPED);
			assertThat(second.pool().port()).isEqualTo(-1);
		}
	}

	/**
	 * The JDK tells it by a text only.
	 */
	private static PortBindException.Problem inUse(Transport transport) {
		return (transport == Transport.NIO) ? PortBindException.Problem.OTHER : PortBindException.Problem.IN_USE;
	}

	@Test
	void portZeroIsOnePortWithAnyNumberOfIoThreads() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).ioThreads(4).start()) {
			int port = pool.pool().port();
			assertThat(port).isPositive();
			for (int i = 0; i < 20; i++) {
				exchange(pool.connect());
			}
			assertThat(pool.pool().port()).isEqualTo(port);
		}
	}

	@Test
	void aFailedStartLeavesNoThreadBehind() throws IOException {
		Set<Thread> before = netpoolThreads();
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			TestPool pool = new TestPool(TestEndpoint.echo()).port(taken.getLocalPort());
			assertThatExceptionOfType(PortBindException.class).isThrownBy(pool::start);
		}
		await(() -> assertThat(netpoolThreads()).isSubsetOf(before));
	}

	@Test
	void aStoppedPoolStartsAgainAndLeavesNothingBehind() {
		Set<Thread> before = netpoolThreads();
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).start()) {
			exchange(pool.connect());
			pool.pool().stop();
			assertThat(endpoint.reasons).containsExactly(CloseReason.SHUTDOWN);
			assertThat(pool.pool().state()).isEqualTo(State.STOPPED);
			assertThat(pool.pool().port()).isEqualTo(-1);
			await(() -> assertThat(netpoolThreads()).isSubsetOf(before));
			pool.pool().start();
			assertThat(pool.pool().state()).isEqualTo(State.LISTENING);
			exchange(pool.connect());
			assertThat(pool.pool().statistics().connections().accepted()).isEqualTo(2);
			assertThat(pool.acceptors().busy()).isOne();
		}
	}

	@Test
	void startAndStopMayBeCalledTwice() throws IOException {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			int port = pool.pool().port();
			pool.pool().start();
			assertThat(pool.pool().port()).isEqualTo(port);
			pool.pool().stop();
			pool.pool().stop();
			try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				assertThat(free.isBound()).isTrue();
			}
		}
	}

	@Test
	void connectionsThatNeverSayAnythingAreCountedAndForgotten() throws IOException {
		TestEndpoint endpoint = TestEndpoint.echo().ignoringConnections();
		try (TestPool pool = new TestPool(endpoint).start()) {
			for (int i = 0; i < 10; i++) {
				new Socket(InetAddress.getLoopbackAddress(), pool.pool().port()).close();
			}
			await(() -> assertThat(pool.pool().statistics().connections().closed(CloseReason.CLIENT)).isEqualTo(10));
			assertThat(endpoint.events).isEmpty();
		}
	}

	private static Set<Thread> netpoolThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("netpool-") || thread.getName().startsWith("test-handler"))
			.collect(Collectors.toSet());
	}

}
