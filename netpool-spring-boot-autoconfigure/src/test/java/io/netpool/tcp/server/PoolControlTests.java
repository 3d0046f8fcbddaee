package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.Transport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what operators do with a running {@link NettyAcceptorPool}: pause it, resume
 * it, resize it.
 */
class PoolControlTests {

	static List<Transport> transports() {
		return AcceptorPoolTests.transports();
	}

	private static void exchange(TestClient client) {
		client.send("ping\n");
		assertThat(client.readLine()).isEqualTo("ping");
	}

	@ParameterizedTest
	@MethodSource("transports")
	void aPausedPoolServesWhatItHasAndLeavesOthersWaitingUntilItIsResumed(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport).ioThreads(1).start()) {
			TestClient served = pool.connect();
			exchange(served);
			pool.pool().pause();
			assertThat(pool.pool().state()).isEqualTo(State.PAUSED);
			List<TestClient> waiting = List.of(pool.connect().send("a\n"), pool.connect().send("b\n"));
			// the only I/O thread has many turns in which it could accept them
			for (int i = 0; i < 20; i++) {
				exchange(served);
			}
			assertThat(pool.pool().statistics().connections().accepted()).isOne();
			assertThat(pool.acceptors().busy()).isOne();
			pool.pool().resume();
			assertThat(pool.pool().state()).isEqualTo(State.LISTENING);
			assertThat(waiting.get(0).readLine()).isEqualTo("a");
			assertThat(waiting.get(1).readLine()).isEqualTo("b");
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void anAcceptorThatComesBackServesNobodyWhileThePoolIsPaused(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.ioThreads(1)
			.acceptors(2, Overflow.WAIT)
			.start()) {
			TestClient first = pool.connect();
			TestClient second = pool.connect();
			exchange(first);
			exchange(second);
			TestClient waiting = pool.connect().send("late\n");
			pool.pool().pause();
			first.close();
			Awaitility.await().until(() -> pool.acceptors().idle() == 1);
			for (int i = 0; i < 20; i++) {
				exchange(second);
			}
			assertThat(pool.acceptors().idle()).isOne();
			pool.pool().resume();
			assertThat(waiting.readLine()).isEqualTo("late");
		}
	}

	@Test
	void aPausedPoolCanBeDrainedAndStoppedAndStartsListening() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			TestClient client = pool.connect();
			exchange(client);
			pool.pool().pause();
			pool.pool().drain().join();
			assertThat(pool.pool().state()).isEqualTo(State.DRAINING);
			pool.pool().resume();
			assertThat(pool.pool().state()).isEqualTo(State.DRAINING);
			pool.pool().stop();
			pool.pool().pause();
			assertThat(pool.pool().state()).isEqualTo(State.STOPPED);
			pool.pool().start();
			assertThat(pool.pool().state()).isEqualTo(State.LISTENING);
			exchange(pool.connect());
		}
	}

	@Test
	void aPoolThatIsStoppedOrDrainsIsNotPausedAndOneThatListensIsNotResumed() {
		List<String> told = new CopyOnWriteArrayList<>();
		PoolListener listener = new PoolListener() {

			@Override
			public void paused(TcpAcceptorPool pool) {
				told.add("paused");
			}

			@Override
			public void resumed(TcpAcceptorPool pool) {
				told.add("resumed");
			}

		};
		try (TestPool pool = new TestPool(TestEndpoint.echo()).listener(listener).start()) {
			NettyAcceptorPool controlled = pool.pool();
			controlled.resume();
			assertThat(controlled.state()).isEqualTo(State.LISTENING);
			pool.connect();
			controlled.drain();
			controlled.pause();
			assertThat(controlled.state()).isEqualTo(State.DRAINING);
			assertThat(controlled.port()).isEqualTo(-1);
			controlled.stop();
			controlled.pause();
			controlled.resume();
			assertThat(controlled.state()).isEqualTo(State.STOPPED);
			assertThat(controlled.statistics().messages().queued()).isZero();
			assertThat(told).isEmpty();
		}
	}

	@Test
	void fewerAcceptorsServeTheirConnectionsToTheEndAndTakeNoOther() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(3, Overflow.REFUSE).start()) {
			List<TestClient> served = List.of(pool.connect(), pool.connect(), pool.connect());
			served.forEach(PoolControlTests::exchange);
			pool.pool().resize(1);
			served.forEach(PoolControlTests::exchange);
			assertThat(pool.acceptors().busy()).isEqualTo(3);
			assertThat(pool.acceptors().limit()).isOne();
			assertThat(pool.acceptors().idle()).isZero();
			assertThat(pool.connect().isAtEnd()).isTrue();
			served.forEach(TestClient::close);
			Awaitility.await().until(() -> pool.acceptors().busy() == 0);
			exchange(pool.connect());
			assertThat(pool.connect().isAtEnd()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void moreAcceptorsServeThoseThatWaited(Transport transport) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport)
			.acceptors(1, Overflow.WAIT)
			.start()) {
			exchange(pool.connect());
			List<TestClient> waiting = List.of(pool.connect().send("a\n"), pool.connect().send("b\n"));
			pool.pool().resize(3);
			assertThat(waiting.get(0).readLine()).isEqualTo("a");
			assertThat(waiting.get(1).readLine()).isEqualTo("b");
		}
	}

	@Test
	void anIncreaseGoesOnFromTheNewNumber() {
		AcceptorSettings settings = new AcceptorSettings(1, Overflow.INCREASE, 2, 4, null);
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(settings).start()) {
			pool.pool().resize(2);
			List<TestClient> served = List.of(pool.connect(), pool.connect(), pool.connect());
			served.forEach(PoolControlTests::exchange);
			assertThat(pool.acceptors().limit()).isEqualTo(4);
			pool.pool().resize(10);
			assertThat(pool.acceptors().max()).isEqualTo(10);
			assertThat(pool.acceptors().idle()).isEqualTo(7);
		}
	}

	@Test
	void theNewNumberHoldsAfterAStopAndAlsoWhenItIsSetMeanwhile() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(1, Overflow.REFUSE).start()) {
			pool.pool().resize(7);
			pool.pool().stop();
			assertThat(pool.pool().transport()).isNull();
			pool.pool().start();
			assertThat(pool.acceptors().limit()).isEqualTo(7);
			assertThat(pool.pool().transport()).isNotEqualTo("auto").isNotBlank();
			pool.pool().stop();
			pool.pool().resize(8);
			assertThat(pool.acceptors().limit()).isEqualTo(8);
			pool.pool().start();
			assertThat(pool.acceptors().limit()).isEqualTo(8);
		}
	}

	@Test
	void aPoolWithoutAcceptorsIsNone() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).acceptors(1, Overflow.REFUSE).start()) {
			assertThatIllegalArgumentException().isThrownBy(() -> pool.pool().resize(0)).withMessageContaining("not 0");
			assertThat(pool.acceptors().limit()).isOne();
		}
	}

}
