package io.netpool.tcp.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.event.TcpConnectionClosedEvent;
import io.netpool.tcp.event.TcpConnectionOpenedEvent;
import io.netpool.tcp.event.TcpConnectionRefusedEvent;
import io.netpool.tcp.event.TcpServerDrainingEvent;
import io.netpool.tcp.event.TcpServerInitializedEvent;
import io.netpool.tcp.event.TcpServerPausedEvent;
import io.netpool.tcp.event.TcpServerResumedEvent;
import io.netpool.tcp.event.TcpServerStoppedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolEventPublisher} and {@link ConnectionEventEndpoint}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withBean(Greeter.class)
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	@Test
	void aPoolTellsWhatBecomesOfIt() {
		Events events = new Events();
		this.runner.withBean(Events.class, () -> events).run((context) -> {
			TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
			events.expect(TcpServerInitializedEvent.class);
			pool.pause();
			assertThat(events.expect(TcpServerPausedEvent.class).pool()).isSameAs(pool);
			pool.resume();
			assertThat(events.expect(TcpServerResumedEvent.class).pool()).isSameAs(pool);
			context.getSourceApplicationContext().close();
			assertThat(events.expect(TcpServerDrainingEvent.class).pool()).isSameAs(pool);
			assertThat(events.expect(TcpServerStoppedEvent.class).pool()).isSameAs(pool);
		});
		assertThat(events.queue).isEmpty();
	}

	@Test
	void aListenerOfTheDrainCanStillSendToEveryConnection() {
		this.runner.withBean(LastWords.class).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("ann\n", "hello ann\n")).isEqualTo("hello ann\n");
				context.getSourceApplicationContext().close();
				assertThat(client.receiveRest()).isEqualTo("going down\n");
			}
		});
	}

	@Test
	void aConnectionIsToldOfWhereThatIsWanted() {
		Events events = new Events();
		this.runner.withBean(Events.class, () -> events)
			.withPropertyValues("netpool.tcp.connection-events=true")
			.run((context) -> {
				events.expect(TcpServerInitializedEvent.class);
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.ask("ann\n", "hello ann\n")).isEqualTo("hello ann\n");
				}
				String id = events.expect(TcpConnectionOpenedEvent.class).connection().id();
				TcpConnectionClosedEvent closed = events.expect(TcpConnectionClosedEvent.class);
				assertThat(closed.connection().id()).isEqualTo(id);
				assertThat(closed.reason()).isEqualTo(CloseReason.CLIENT);
			});
	}

	@Test
	void aConnectionIsNotToldOfOtherwise() {
		Events events = new Events();
		this.runner.withBean(Events.class, () -> events).run((context) -> {
			events.expect(TcpServerInitializedEvent.class);
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("ann\n", "hello ann\n")).isEqualTo("hello ann\n");
			}
			context.getBean(TcpAcceptorPool.class).stop();
			events.expect(TcpServerStoppedEvent.class);
			assertThat(events.queue).isEmpty();
		});
	}

	@Test
	void aRefusedConnectionIsToldOfOnceInAWhile() {
		Events events = new Events();
		this.runner.withBean(Events.class, () -> events)
			.withPropertyValues("netpool.tcp.limits.deny=127.0.0.1")
			.run((context) -> {
				events.expect(TcpServerInitializedEvent.class);
				for (int i = 0; i < 3; i++) {
					try (TestClient client = TestClient.connect(context)) {
						assertThat(client.receiveRest()).isEmpty();
					}
				}
				TcpConnectionRefusedEvent refused = events.expect(TcpConnectionRefusedEvent.class);
				assertThat(refused.pool()).isEqualTo("default");
				assertThat(refused.reason()).isEqualTo(CloseReason.DENIED_ADDRESS);
				assertThat(refused.client().getAddress().isLoopbackAddress()).isTrue();
				assertThat(refused.others()).isZero();
				assertThat(events.queue).isEmpty();
			});
	}

	@Test
	void aListenerThatFailsKeepsNoPoolFromStopping(CapturedOutput output) {
		this.runner.withBean(Failing.class).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("ann\n", "hello ann\n")).isEqualTo("hello ann\n");
				context.getSourceApplicationContext().close();
				assertThat(client.receiveRest()).isEmpty();
			}
		});
		assertThat(output).contains("An event listener failed to handle a TcpServerDrainingEvent");
	}

	/**
	 * Records the events of netpool, in their order.
	 */
	static class Events {

		final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

		@EventListener
		void on(Object event) {
			if (event.getClass().getPackage().equals(TcpServerInitializedEvent.class.getPackage())) {
				this.queue.add(event);
			}
		}

		<T> T expect(Class<T> type) throws InterruptedException {
			Object event = this.queue.poll(10, TimeUnit.SECONDS);
			assertThat(event).isInstanceOf(type);
			return type.cast(event);
		}

	}

	static class LastWords {

		private final TcpConnections connections;

		LastWords(TcpConnections connections) {
			this.connections = connections;
		}

		@EventListener(TcpServerDrainingEvent.class)
		void onDrain() {
			this.connections.broadcast("going down");
		}

	}

	static class Failing {

		@EventListener(TcpServerDrainingEvent.class)
		void onDrain() {
			throw new IllegalStateException("wanted");
		}

	}

}
