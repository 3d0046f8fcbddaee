package io.netpool.tcp.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.event.TcpConnectionOpenedEvent;
import io.netpool.tcp.test.LogMeter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many messages fail, the log stays within the budget that {@code docs/limits.md}
 * documents.
 */
public class HandlerLogBudgetTests {

	private static final int TIMES = 1000;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, JacksonAutoConfiguration.class,
				ValidationAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	/**
	 * Send a line again and again, and wait until each has failed.
	 */
	private static void flood(AssertableApplicationContext context, String line) {
		TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
		try (TestClient client = TestClient.connect(context)) {
			client.send((line + "\n").repeat(TIMES));
			client.endOutput();
			client.readAll();
			Awaitility.await()
				.untilAsserted(() -> assertThat(pool.statistics().messages().received()).isEqualTo(TIMES));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', value = { "TcpConversionException; {",
			"TcpConversionException; {\"name\":\"x\u2028y\",1", "TcpValidationException; {\"name\":\"\"}" })
	void aMessageThatCannotBeReadIsAWarningInAWhile(String exception, String line) {
		assertWarning(this.runner.withBean(Items.class), exception, line);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', value = { "TcpNoRouteException; OTHER",
			"TcpNoRouteException; \u20282026-01-01_INFO", "TcpAttributeException; WHOAMI" })
	void aMessageThatCannotBeHandledIsAWarningInAWhile(String exception, String line) {
		assertWarning(this.runner.withBean(Store.class), exception, line);
	}

	private static void assertWarning(ApplicationContextRunner application, String exception, String line) {
		application.run((context) -> {
			try (LogMeter log = new LogMeter()) {
				flood(context, line);
				log.assertWithinBudget(1, LogMeter.LINE);
				assertThat(log.messages()).isNotEmpty()
					.allSatisfy((message) -> assertThat(message).contains(" WARN ")
						.contains(exception)
						.doesNotContain("\u2028")
						.doesNotContain("\tat "));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "THROW", "LATER", "MONO", "ENCODE" })
	void aHandlerThatFailsIsAStackTraceInAWhile(String line) {
		this.runner.withBean(Store.class).run((context) -> {
			try (LogMeter log = new LogMeter()) {
				flood(context, line + " \u2028" + "x".repeat(1000));
				log.assertWithinBudget(1, LogMeter.STACK_TRACE);
				assertThat(log.messages()).isNotEmpty()
					.allSatisfy((message) -> assertThat(message).contains(" ERROR ")
						.contains("\tat ")
						.doesNotContain("\u2028"));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "before", "after" })
	void anInterceptorThatFailsIsAStackTraceInAWhile(String place) {
		this.runner.withBean(Store.class).withBean(TcpInterceptor.class, () -> failing(place)).run((context) -> {
			try (LogMeter log = new LogMeter()) {
				flood(context, "OK \u2028forged");
				log.assertWithinBudget(1, LogMeter.STACK_TRACE);
				assertThat(log.messages()).isNotEmpty()
					.allSatisfy((message) -> assertThat(message).contains(" ERROR ")
						.contains("\\u2028forged")
						.doesNotContain("\u2028"));
			}
		});
	}

	private static TcpInterceptor failing(String place) {
		return new TcpInterceptor() {

			@Override
			public boolean before(TcpConnection connection, Object message) {
				return fail("before", message);
			}

			@Override
			public void after(TcpConnection connection, Object message, Throwable failure) {
				fail("after", message);
			}

			private boolean fail(String here, Object message) {
				if (here.equals(place)) {
					throw new IllegalStateException(
							(message instanceof byte[] bytes) ? new String(bytes) : message.toString());
				}
				return true;
			}

		};
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatFailsForEachConnectionIsAStackTraceInAWhile(boolean listener) {
		ApplicationContextRunner application = listener ? this.runner.withBean(FailingListener.class)
				: this.runner.withBean(TcpInterceptor.class, FailingConnections::new);
		application.withBean(Store.class).withPropertyValues("netpool.tcp.connection-events=true").run((context) -> {
			TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
			try (LogMeter log = new LogMeter()) {
				for (int i = 0; i < 100; i++) {
					TestClient.connect(context).close();
				}
				Awaitility.await()
					.until(() -> pool.statistics().connections().accepted() == 100 && pool.acceptors().busy() == 0);
				log.assertWithinBudget(1, LogMeter.STACK_TRACE);
				assertThat(log.messages()).isNotEmpty();
			}
		});
	}

	/**
	 * Handlers that fail, each in its own way.
	 */
	static class Store {

		@TcpHandler("OK")
		void ok(String text) {
		}

		@TcpHandler("WHOAMI")
		void whoAmI(@TcpAttribute("user") String user) {
		}

		@TcpHandler("THROW")
		void fail(String text) {
			throw new IllegalArgumentException(text);
		}

		@TcpHandler("LATER")
		CompletionStage<String> failLater(String text) {
			return CompletableFuture.supplyAsync(() -> Integer.valueOf(text).toString());
		}

		@TcpHandler("MONO")
		Mono<String> failMono(String text) {
			return Mono.error(() -> new IllegalArgumentException(text));
		}

		@TcpHandler("ENCODE")
		Secret encode(String text) {
			return new Secret(text);
		}

	}

	static class Items {

		@TcpHandler
		void put(@Valid Item item) {
		}

	}

	record Item(@NotBlank String name) {

	}

	/**
	 * Can't be written as JSON.
	 */
	record Secret(String text) {

		public String getHash() {
			throw new IllegalStateException(this.text);
		}

	}

	static class FailingListener {

		@EventListener
		void opened(TcpConnectionOpenedEvent event) {
			throw new IllegalStateException("opened");
		}

	}

	static class FailingConnections implements TcpInterceptor {

		@Override
		public boolean connecting(TcpConnection connection) {
			throw new IllegalStateException("connecting");
		}

	}

}
