package io.netpool.tcp.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpReply.ReplyTimeoutException;
import io.netpool.tcp.TestClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous replies that do not complete, of all types.
 */
class AsynchronousReplyTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withBean(Waiting.class)
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	@ParameterizedTest
	@CsvSource({ "stage,platform", "mono,platform", "flux,platform", "stage,event-loop", "mono,event-loop",
			"flux,event-loop" })
	void aReplyIsCancelledWhenItsClientResets(String kind, String execution) {
		this.runner.withPropertyValues("netpool.tcp.handler.execution=" + execution).run((context) -> {
			Waiting waiting = context.getBean(Waiting.class);
			TestClient client = TestClient.connect(context).sendLine(kind);
			waiting.subscribed.await();
			client.reset();
			waiting.disconnected.await();
			assertThat(waiting.cancelled).hasValue(1);
			assertThat(waiting.handled).hasValue(0);
			Awaitility.await().until(() -> context.getBean(TcpAcceptorPool.class).acceptors().busy() == 0);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "stage", "mono", "flux" })
	void anExceptionHandlerHandlesTheTimeoutOfAReply(String kind) {
		this.runner.withPropertyValues("netpool.tcp.handler.reply-timeout=200ms").run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.sendLine(kind).readLine()).isEqualTo("too late");
				assertThat(client.sendLine("now").readLine()).isEqualTo("now");
				Waiting waiting = context.getBean(Waiting.class);
				assertThat(waiting.cancelled).hasValue(1);
			}
		});
	}

	@Test
	void aStreamIsLimitedBetweenTwoReplies() {
		this.runner.withPropertyValues("netpool.tcp.handler.reply-timeout=500ms").run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.sendLine("ticks");
				for (int i = 0; i < 10; i++) {
					assertThat(client.readLine()).isEqualTo(String.valueOf(i));
				}
				assertThat(client.readLine()).isEqualTo("too late");
			}
		});
	}

	@Test
	void interceptorsAreCalledAfterAReplyThatWasCancelled() {
		AtomicInteger after = new AtomicInteger();
		this.runner.withBean(TcpInterceptor.class, () -> new TcpInterceptor() {

			@Override
			public void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
				after.incrementAndGet();
			}

		}).run((context) -> {
			Waiting waiting = context.getBean(Waiting.class);
			TestClient client = TestClient.connect(context).sendLine("mono");
			waiting.subscribed.await();
			client.reset();
			waiting.disconnected.await();
			assertThat(after).hasValue(1);
		});
	}

	static class Waiting {

		private final CountDownLatch subscribed = new CountDownLatch(1);

		private final CountDownLatch disconnected = new CountDownLatch(1);

		private final AtomicInteger cancelled = new AtomicInteger();

		private final AtomicInteger handled = new AtomicInteger();

		@TcpHandler("now")
		String now() {
			return "now";
		}

		@TcpHandler("stage")
		CompletionStage<String> stage() {
			CompletableFuture<String> stage = new CompletableFuture<>();
			stage.whenComplete((reply, failure) -> {
				if (stage.isCancelled()) {
					this.cancelled.incrementAndGet();
				}
			});
			this.subscribed.countDown();
			return stage;
		}

		@TcpHandler("mono")
		Mono<String> mono() {
			return Mono.<String>never().doOnCancel(this.cancelled::incrementAndGet).doOnSubscribe(this::subscribed);
		}

		@TcpHandler("flux")
		Flux<String> flux() {
			return Flux.<String>never().doOnCancel(this.cancelled::incrementAndGet).doOnSubscribe(this::subscribed);
		}

		private void subscribed(Object subscription) {
			this.subscribed.countDown();
		}

		@TcpHandler("ticks")
		Flux<String> ticks() {
			return Flux.interval(Duration.ofMillis(100)).take(10).map(String::valueOf).concatWith(Flux.never());
		}

		@TcpExceptionHandler
		String tooLate(ReplyTimeoutException failure) {
			return "too late";
		}

		@TcpExceptionHandler
		void other(Exception failure) {
			this.handled.incrementAndGet();
		}

		@TcpDisconnected
		void disconnected() {
			this.disconnected.countDown();
		}

	}

}
