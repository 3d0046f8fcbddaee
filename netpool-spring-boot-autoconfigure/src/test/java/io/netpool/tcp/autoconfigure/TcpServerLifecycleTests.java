package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.event.TcpServerInitializedEvent;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TcpServerLifecycleTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withBean(Greeter.class)
		.withPropertyValues("netpool.tcp.port=0");

	@Test
	void itStartsAndStopsInThePhaseOfWebServers() {
		assertThat(TcpServerLifecycle.PHASE).isEqualTo(Integer.MAX_VALUE - 2048);
	}

	@Test
	void theEventTellsThePoolAndItsPort() {
		this.runner.withBean(Recorder.class).run((context) -> {
			TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
			assertThat(context.getBean(Recorder.class).events)
				.containsExactly(new TcpServerInitializedEvent(pool, pool.port()));
		});
	}

	@Test
	void whenTheEventComesThePoolServes() {
		this.runner.withBean(EarlyClient.class)
			.run((context) -> assertThat(context.getBean(EarlyClient.class).reply).isEqualTo("hello you"));
	}

	@Test
	void whenTheEventComesTheEnvironmentHasThePort() {
		this.runner.withInitializer((context) -> context.addApplicationListener(onInitialized(
				(event) -> assertThat(context.getEnvironment().getProperty("local.netpool.tcp.port", Integer.class))
					.isEqualTo(event.port()))))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void withoutAHandlerThereIsNoEvent() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
			.withBean(Recorder.class)
			.run((context) -> assertThat(context.getBean(Recorder.class).events).isEmpty());
	}

	@Test
	void lazyInitializationDoesNotKeepItFromStarting() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
				}
			});
	}

	@Test
	void aStoppedContextDoesNotListen() {
		this.runner.run((context) -> {
			int port = context.getBean(TcpAcceptorPool.class).port();
			context.getSourceApplicationContext().stop();
			assertThat(context.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.STOPPED);
			assertThatNothingListensOn(port);
		});
	}

	@Test
	void aContextThatIsStartedAgainListensAgain() {
		this.runner.run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
			}
		});
	}

	@Test
	void aContextThatIsStartedAgainTellsItsNewPort() {
		this.runner.withBean(Recorder.class).run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			int port = context.getBean(TcpAcceptorPool.class).port();
			assertThat(context.getEnvironment().getProperty("local.netpool.tcp.port", Integer.class)).isEqualTo(port);
			assertThat(context.getBean(Recorder.class).events).last()
				.extracting(TcpServerInitializedEvent::port)
				.isEqualTo(port);
		});
	}

	@Test
	void aClosedContextDoesNotListen() {
		AtomicInteger port = new AtomicInteger();
		this.runner.run((context) -> port.set(context.getBean(TcpAcceptorPool.class).port()));
		assertThatNothingListensOn(port.get());
	}

	@Test
	void aPoolThatTheApplicationStartedItselfEndsWithItsContext() {
		AtomicInteger port = new AtomicInteger();
		this.runner.run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getBean(TcpAcceptorPool.class).start();
			port.set(context.getBean(TcpAcceptorPool.class).port());
		});
		assertThatNothingListensOn(port.get());
	}

	@Test
	void whenALaterBeanDoesNotStartThePortIsGivenBack() {
		assertThatThePortIsGivenBack((starting) -> starting.withBean(LateFailure.class));
	}

	@Test
	void whenAListenerOfTheEventFailsThePortIsGivenBack() {
		assertThatThePortIsGivenBack((starting) -> starting
			.withInitializer((context) -> context.addApplicationListener(onInitialized((event) -> {
				throw new IllegalStateException("a listener failed");
			}))));
	}

	@Test
	void whenAListenerOfTheEventFailsAtARestartTheContextCanBeStoppedAllTheSame() {
		this.runner.run((context) -> {
			ConfigurableApplicationContext restarted = context.getSourceApplicationContext();
			restarted.stop();
			restarted.addApplicationListener(onInitialized((event) -> {
				throw new IllegalStateException("a listener failed");
			}));
			assertThatException().isThrownBy(restarted::start);
			restarted.stop();
			assertThat(context.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.STOPPED);
		});
	}

	@Test
	void whenTheRefreshFailsAfterTheStartThePortIsGivenBack() {
		assertThatThePortIsGivenBack((starting) -> starting.withBean(RefreshFailure.class));
	}

	private void assertThatThePortIsGivenBack(UnaryOperator<ApplicationContextRunner> failing) {
		AtomicInteger port = new AtomicInteger();
		failing
			.apply(this.runner.withInitializer(
					(context) -> context.addApplicationListener(onInitialized((event) -> port.set(event.port())))))
			.run((context) -> {
				assertThat(context).getFailure().hasStackTraceContaining("failed");
				assertThatNothingListensOn(port.get());
			});
	}

	private static void assertThatNothingListensOn(int port) {
		assertThat(port).isPositive();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> TestClient.connect(port).close())
			.withCauseInstanceOf(ConnectException.class);
	}

	private static ApplicationListener<?> onInitialized(Consumer<TcpServerInitializedEvent> action) {
		return ApplicationListener.forPayload(action);
	}

	static class Recorder {

		final List<TcpServerInitializedEvent> events = new ArrayList<>();

		@EventListener
		void onInitialized(TcpServerInitializedEvent event) {
			this.events.add(event);
		}

	}

	static class EarlyClient {

		String reply;

		@EventListener
		void onInitialized(TcpServerInitializedEvent event) throws IOException {
			try (TestClient client = TestClient.connect(event.port())) {
				this.reply = client.ask("you", "hello you");
			}
		}

	}

	static class RefreshFailure {

		@EventListener
		void onRefreshed(ContextRefreshedEvent event) {
			throw new IllegalStateException("the refresh failed");
		}

	}

	static class LateFailure implements SmartLifecycle {

		@Override
		public void start() {
			throw new IllegalStateException("a later bean failed");
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
