package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a pool one of whose two event loops has ended, as it does when its thread
 * fails.
 */
@ExtendWith(NewThreads.class)
class IoThreadFailureTests {

	private final List<EventExecutor> loops = new ArrayList<>();

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private TestPool pool(Threads threads) {
		return new TestPool(TestEndpoint.echo()).threads(threads).ioThreads(2).customizer((name, bootstrap) -> {
			this.loops.clear();
			bootstrap.config().group().forEach(this.loops::add);
		}).start();
	}

	/**
	 * Ends an event loop. The first one is that of the listening socket.
	 */
	private void end(int loop) throws InterruptedException {
		EventExecutor ended = this.loops.get(loop);
		ended.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		assertThat(ended.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	private static void assertServes(TestPool pool) {
		try (TestClient client = pool.connect()) {
			assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theOtherOneServesNewConnections(Threads threads) throws Exception {
		try (TestPool pool = pool(threads)) {
			assertServes(pool);
			end(1);
			for (int i = 0; i < 4; i++) {
				assertServes(pool);
			}
			assertThat(pool.pool().state()).isEqualTo(State.LISTENING);
			pool.pool().stop();
			assertThat(pool.pool().state()).isEqualTo(State.STOPPED);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aPoolThatHasLostItsPortSaysSoAndCanBeStartedAgain(Threads threads) throws Exception {
		try (TestPool pool = pool(threads)) {
			assertServes(pool);
			end(0);
			assertThat(pool.pool().state()).isEqualTo(State.STOPPED);
			assertThat(pool.pool().port()).isNegative();
			pool.pool().resize(1);
			pool.pool().stop();
			pool.pool().start();
			assertThat(pool.pool().state()).isEqualTo(State.LISTENING);
			assertServes(pool);
		}
	}

}
