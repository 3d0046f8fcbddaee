package io.netpool.tcp.autoconfigure;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TestClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TcpGracefulShutdownLifecycleTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, LifecycleAutoConfiguration.class))
		.withBean(BlockingHandler.class)
		.withPropertyValues("netpool.tcp.port=0");

	@Test
	void itDrainsInThePhaseInWhichWebServersShutDownGracefully() {
		assertThat(TcpGracefulShutdownLifecycle.PHASE).isEqualTo(Integer.MAX_VALUE - 1024);
	}

	@Test
	void itStopsBeforeTheServerDoes() {
		assertThat(TcpGracefulShutdownLifecycle.PHASE).isGreaterThan(TcpServerLifecycle.PHASE);
	}

	@Test
	void aMessageThatWasReceivedIsAnsweredBeforeTheContextCloses() {
		this.runner.run((context) -> {
			try (TestClient client = clientThatWaits(context)) {
				CompletableFuture<Void> closed = closeInTheBackground(context);
				TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
				Awaitility.await().until(() -> pool.state() == State.DRAINING);
				context.getBean(BlockingHandler.class).released.countDown();
				assertThat(client.receiveRest()).isEqualTo("answer to question");
				assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
			}
		});
	}

	@Test
	void aHandlerThatBlocksHoldsTheStopNoLongerThanThePhaseMayLast() {
		this.runner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=100ms").run((context) -> {
			try (TestClient client = clientThatWaits(context)) {
				CompletableFuture<Void> closed = closeInTheBackground(context);
				assertThat(closed).succeedsWithin(Duration.ofSeconds(15));
				assertThat(restOrReset(client)).isEmpty();
			}
		});
	}

	@Test
	void aPoolThatIsStartedAgainDrainsAgain() {
		this.runner.run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			try (TestClient client = clientThatWaits(context)) {
				closeInTheBackground(context);
				TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
				Awaitility.await().until(() -> pool.state() == State.DRAINING);
				context.getBean(BlockingHandler.class).released.countDown();
				assertThat(client.receiveRest()).isEqualTo("answer to question");
			}
		});
	}

	@Test
	void withImmediateShutdownAMessageInFlightIsNotWaitedFor() {
		this.runner.withPropertyValues("netpool.tcp.shutdown=immediate").run((context) -> {
			try (TestClient client = clientThatWaits(context)) {
				CompletableFuture<Void> closed = closeInTheBackground(context);
				assertThat(closed).succeedsWithin(Duration.ofSeconds(15));
				assertThat(restOrReset(client)).isEmpty();
			}
		});
	}

	@Test
	void aStopWithoutACallbackIsRefused() {
		this.runner.run((context) -> assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> context.getBean(TcpGracefulShutdownLifecycle.class).stop()));
	}

	private static TestClient clientThatWaits(AssertableApplicationContext context) throws InterruptedException {
		TestClient client = TestClient.connect(context).send("question");
		assertThat(context.getBean(BlockingHandler.class).entered.await(10, TimeUnit.SECONDS)).isTrue();
		return client;
	}

	private static CompletableFuture<Void> closeInTheBackground(AssertableApplicationContext context) {
		return CompletableFuture.runAsync(context.getSourceApplicationContext()::close);
	}

	private static String restOrReset(TestClient client) {
		try {
			return client.receiveRest();
		}
		catch (UncheckedIOException ex) {
			assertThat(ex).hasCauseInstanceOf(SocketException.class);
			return "";
		}
	}

}
