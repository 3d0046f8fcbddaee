package io.netpool.tcp.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpNoRouteException;
import io.netpool.tcp.TcpRouteResolver;
import io.netpool.tcp.TcpValidationException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers of all kinds behind a port.
 */
class HandlerServerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, JacksonAutoConfiguration.class,
				ValidationAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	@Test
	void routedTypedValidatedJson() {
		this.runner.withBean(Shop.class).withPropertyValues("netpool.tcp.routing.by=json-property").run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.sendLine("{\"type\":\"order\",\"item\":\"tea\",\"count\":2}");
				assertThat(client.readLine()).isEqualTo("{\"text\":\"2 tea\"}");
				client.sendLine("{\"type\":\"order\",\"item\":\"\",\"count\":2}");
				assertThat(client.readLine()).isEqualTo("{\"text\":\"item must not be blank\"}");
				client.sendLine("{\"type\":\"other\"}");
				assertThat(client.readLine()).isEqualTo("{\"text\":\"no other\"}");
				client.sendLine("{\"type\":\"prices\"}");
				assertThat(client.readLine()).isEqualTo("{\"text\":\"1\"}");
				assertThat(client.readLine()).isEqualTo("{\"text\":\"2\"}");
				assertThat(failed(context)).isEqualTo(2);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void severalRepliesOfPipelinedRequestsLeaveInOrder(String execution) {
		this.runner.withBean(Numbers.class)
			.withPropertyValues("netpool.tcp.handler.execution=" + execution)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					for (String kind : List.of("flux", "stream", "later")) {
						client.sendLine(kind + " 1000\n" + kind + " 3\n" + kind + " 500");
						for (int count : new int[] { 1000, 3, 500 }) {
							for (int i = 0; i < count; i++) {
								assertThat(client.readLine()).isEqualTo(kind + " " + i);
							}
						}
					}
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void repliesToAMessageWhoseHandlerClosesTheConnectionAreSent(String execution) {
		this.runner.withBean(Leavers.class)
			.withPropertyValues("netpool.tcp.handler.execution=" + execution, "netpool.tcp.routing.by=first-word")
			.run((context) -> {
				for (String kind : List.of("list", "array", "stream", "flux", "stage", "mono", "later")) {
					try (TestClient client = TestClient.connect(context)) {
						client.sendLine(kind + "\nignored");
						assertThat(client.receiveRest()).as(kind).isEqualTo("bye\nnow\n");
					}
				}
				assertThat(failed(context)).isZero();
			});
	}

	@Test
	void onTheEventLoopSeveralRepliesWaitUntilTheClientHasReadWhatIsPushed() {
		this.runner.withBean(Pushing.class)
			.withPropertyValues("netpool.tcp.handler.execution=event-loop", "netpool.tcp.outbound.max-pending=64KB")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("go");
					String line = client.readLine();
					while (line.startsWith("push")) {
						line = client.readLine();
					}
					for (int i = 0; i < 1000; i++) {
						assertThat(line).isEqualTo("reply " + i);
						line = (i < 999) ? client.readLine() : line;
					}
				}
				assertThat(failed(context)).isZero();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	@ExtendWith(OutputCaptureExtension.class)
	void aHandlerMethodThatBlocksIsNamed(String execution, CapturedOutput output) {
		this.runner.withBean(BlockingHandler.class)
			.withPropertyValues("netpool.tcp.handler.execution=" + execution, "netpool.tcp.handler.warn-after=50ms")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("hello");
					Awaitility.await()
						.untilAsserted(
								() -> assertThat(output).containsPattern("(?s)has been handling one message for .*at .*"
										+ Pattern.quote(BlockingHandler.class.getName()) + ".onMessage"));
				}
				finally {
					context.getBean(BlockingHandler.class).released.countDown();
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "wait", "disconnect" })
	void aClientThatDoesNotReadIsWaitedForAndNoReplyIsLost(String overflow) {
		this.runner.withBean(Endless.class)
			.withPropertyValues("netpool.tcp.outbound.overflow=" + overflow, "netpool.tcp.outbound.max-pending=128KB")
			.run((context) -> {
				Endless endless = context.getBean(Endless.class);
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("go");
					awaitStandstill(endless.fetched);
					int standstill = endless.fetched.get();
					for (int i = 0; i < standstill; i++) {
						assertThat(client.readLine()).startsWith(i + " ");
					}
					Awaitility.await().until(() -> endless.fetched.get() > standstill);
				}
				Awaitility.await().untilTrue(endless.cancelled);
				assertThat(endless.threads).allMatch((name) -> name.contains("-handler"));
			});
	}

	private static void awaitStandstill(AtomicInteger counter) {
		int[] last = { -1 };
		Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> {
			int before = last[0];
			last[0] = counter.get();
			return before > 0 && before == last[0];
		});
	}

	@Test
	void aFailureClosesTheConnectionIfSetSo() {
		this.runner.withBean(Failing.class)
			.withPropertyValues("netpool.tcp.handler.close-on-error=true")
			.run((context) -> {
				for (String message : List.of("now", "later")) {
					try (TestClient client = TestClient.connect(context)) {
						client.sendLine(message);
						assertThat(client.readLine()).isNull();
					}
				}
				assertThat(failed(context)).isEqualTo(2);
			});
	}

	@Test
	void anExceptionHandlerSaysGoodbyeAndCloses() {
		this.runner.withBean(Goodbye.class).run((context) -> {
			for (String message : List.of("now", "later")) {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine(message);
					assertThat(client.readLine()).isEqualTo("bye");
					assertThat(client.readLine()).isNull();
				}
			}
		});
	}

	@Test
	void anInterceptorRefusesConnections() {
		this.runner.withBean(Numbers.class).withBean(Refusing.class).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.sendLine("flux 1");
				assertThat(client.readLine()).isEqualTo("go away");
				assertThat(client.readLine()).isNull();
			}
		});
	}

	@Test
	void whatIsSentIsConverted() {
		this.runner.withBean(Pusher.class).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.readLine()).isEqualTo("{\"text\":\"pushed\"}");
				assertThat(client.readLine()).isEqualTo("{\"text\":\"hello\"}");
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "netpool.tcp.routing.by=byLength" })
	void routesAreFoundByABean(String setting) {
		this.runner.withBean("byLength", TcpRouteResolver.class, () -> (message, connection) -> "" + length(message))
			.withBean(Lengths.class)
			.withPropertyValues(setting)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("abc");
					assertThat(client.readLine()).isEqualTo("three");
				}
			});
	}

	private static int length(Object message) {
		return ((String) message).length();
	}

	@Test
	void withABeanOfRoutesTheFirstWordCanStillBeChosen() {
		this.runner.withBean("byLength", TcpRouteResolver.class, () -> (message, connection) -> "3")
			.withBean(Lengths.class)
			.withPropertyValues("netpool.tcp.routing.by=first-word", "netpool.tcp.routing.case-sensitive=false")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("X y");
					assertThat(client.readLine()).isEqualTo("x");
				}
			});
	}

	@Test
	void whatIsNoWayToFindRoutesFailsTheStart() {
		this.runner.withBean(Lengths.class)
			.withPropertyValues("netpool.tcp.routing.by=magic")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage(
						"Setting 'netpool.tcp.routing.by' has the value 'magic', which is not the name of a TcpRouteResolver bean"));
	}

	@ParameterizedTest
	@ValueSource(classes = { BytesBesideText.class, JsonBesideText.class })
	void withRawFramingTextAndBytesDoNotGoTogether(Class<?> handlers) {
		this.runner.withBean(handlers)
			.withPropertyValues("netpool.tcp.framing.mode=raw")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTcpHandlerException.class)
				.hasMessageContaining(".text(String) of bean '")
				.hasMessageContaining(" takes text, while method ")
				.hasMessageContaining(" takes bytes, and pool 'default' has the framing 'raw'")
				.hasMessageContaining("Set 'framing.mode' of the pool to another framing"));
		this.runner.withBean(handlers).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void jsonPropertiesNeedJackson() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
			.withBean(Lengths.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.routing.by=json-property")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Setting 'netpool.tcp.routing.by' has the value 'json-property', which needs a JsonMapper"
						+ " bean"));
	}

	private static long failed(AssertableApplicationContext context) {
		return context.getBean(TcpAcceptorPool.class).statistics().messages().failed();
	}

	static class BytesBesideText {

		@TcpHandler("TEXT")
		void text(String message) {
		}

		@TcpHandler
		void bytes(byte[] message) {
		}

	}

	static class JsonBesideText {

		@TcpHandler("TEXT")
		void text(String message) {
		}

		@TcpHandler
		void json(Text message) {
		}

	}

	record Order(@NotBlank String item, @Min(1) int count) {

	}

	record Text(String text) {

	}

	static class Shop {

		@TcpHandler("order")
		Text order(@Valid Order order) {
			return new Text(order.count() + " " + order.item());
		}

		@TcpHandler("prices")
		Flux<Text> prices() {
			return Flux.just(new Text("1"), new Text("2"));
		}

		@TcpExceptionHandler
		Text invalid(TcpValidationException failure) {
			return new Text(failure.violations().get(0).toString());
		}

		@TcpExceptionHandler
		Text unknown(TcpNoRouteException failure) {
			return new Text("no " + failure.route());
		}

	}

	static class Leavers {

		@TcpHandler("list")
		List<String> list(TcpConnection connection) {
			connection.close();
			return List.of("bye", "now");
		}

		@TcpHandler("array")
		String[] array(TcpConnection connection) {
			connection.close();
			return new String[] { "bye", "now" };
		}

		@TcpHandler("stream")
		Stream<String> stream(TcpConnection connection) {
			connection.close();
			return Stream.of("bye", "now");
		}

		@TcpHandler("flux")
		Flux<String> flux(TcpConnection connection) {
			connection.close();
			return Flux.just("bye", "now").delayElements(Duration.ofMillis(10));
		}

		@TcpHandler("stage")
		CompletionStage<String> stage(TcpConnection connection) {
			return CompletableFuture.supplyAsync(() -> {
				connection.close();
				return "bye\nnow";
			});
		}

		@TcpHandler("mono")
		Mono<String> mono(TcpConnection connection) {
			return Mono.delay(Duration.ofMillis(10)).map((tick) -> {
				connection.close();
				return "bye\nnow";
			});
		}

		@TcpHandler("later")
		CompletionStage<List<String>> later(TcpConnection connection) {
			return CompletableFuture.supplyAsync(() -> {
				connection.close();
				return List.of("bye", "now");
			});
		}

		@TcpHandler
		String other(String message) {
			return message;
		}

	}

	static class Pushing {

		private static final String PUSH = "push".repeat(256);

		/**
		 * Sends until there is no room left, for which an I/O thread does not wait.
		 */
		@TcpHandler
		Flux<String> go(TcpConnection connection) {
			CompletionStage<Void> last = connection.send(PUSH);
			while (!last.toCompletableFuture().isCompletedExceptionally()) {
				last = connection.send(PUSH);
			}
			return Flux.range(0, 1000).map((i) -> "reply " + i);
		}

	}

	static class Numbers {

		@TcpHandler("flux")
		Flux<String> flux(String message) {
			return Flux.range(0, count(message)).map((i) -> "flux " + i);
		}

		@TcpHandler("stream")
		Stream<String> stream(String message) {
			return Stream.iterate(0, (i) -> i + 1).limit(count(message)).map((i) -> "stream " + i);
		}

		@TcpHandler("later")
		CompletionStage<Flux<String>> later(String message) {
			return CompletableFuture.supplyAsync(() -> Flux.range(0, count(message)).map((i) -> "later " + i));
		}

		private static int count(String message) {
			return Integer.parseInt(message.substring(message.indexOf(' ') + 1));
		}

	}

	static class Endless {

		final AtomicInteger fetched = new AtomicInteger();

		final AtomicBoolean cancelled = new AtomicBoolean();

		final Set<String> threads = ConcurrentHashMap.newKeySet();

		@TcpHandler
		Flux<String> on(String message) {
			return Flux.<String>generate((sink) -> {
				this.threads.add(Thread.currentThread().getName());
				sink.next(this.fetched.getAndIncrement() + " " + "x".repeat(1000));
			}).doOnCancel(() -> this.cancelled.set(true));
		}

	}

	static class Failing {

		@TcpHandler("now")
		String now() {
			throw new IllegalStateException("on purpose");
		}

		@TcpHandler("later")
		CompletionStage<String> later() {
			return CompletableFuture.supplyAsync(this::now);
		}

	}

	static class Goodbye extends Failing {

		@TcpExceptionHandler
		String bye(IllegalStateException failure, TcpConnection connection) {
			connection.close();
			return "bye";
		}

	}

	static class Refusing implements TcpInterceptor {

		@Override
		public boolean connecting(TcpConnection connection) {
			connection.send("go away");
			return false;
		}

	}

	static class Pusher {

		@TcpConnected
		Text connected(TcpConnection connection) {
			connection.send(new Text("pushed"));
			return new Text("hello");
		}

	}

	static class Lengths {

		@TcpHandler("3")
		String three(String message) {
			return "three";
		}

		@TcpHandler("x")
		String other(String message) {
			return "x";
		}

	}

}
