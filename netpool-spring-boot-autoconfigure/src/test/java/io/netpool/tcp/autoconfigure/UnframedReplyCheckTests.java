package io.netpool.tcp.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class UnframedReplyCheckTests {

	private static final String OFFSET = "netpool.tcp.framing.length-field.offset=4";

	private ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=length-field",
				"netpool.tcp.framing.length-field.size=2");

	@Test
	void aHandlerThatRepliesIsNamedWithTheSettingsAndTheRemedy() {
		InvalidSettingException ex = failure(Replying.class, OFFSET);
		assertThat(ex).hasMessage("Setting 'netpool.tcp.framing.length-field.offset' has the value '4', which leaves no"
				+ " way to write replies: with 'netpool.tcp.framing.length-field.strip' true, they do not have the bytes"
				+ " before the length. But @TcpHandler " + Replying.class.getName() + ".on(String) of bean '"
				+ "unframedReplyCheckTests.Replying' replies");
		assertThat(ex.remedy()).isEqualTo("Set 'netpool.tcp.framing.length-field.strip' to false: then messages and"
				+ " replies include the header, and a length of 0 in a reply is filled in. If the bytes before the length"
				+ " are always the same, set 'netpool.tcp.framing.start' to them instead of"
				+ " 'netpool.tcp.framing.length-field.offset'.");
	}

	@Test
	void aGreetingIsNamed() {
		assertThat(failure(Greeting.class, OFFSET)).hasMessageContaining("But @TcpConnected ")
			.hasMessageEndingWith(".hello() of bean 'unframedReplyCheckTests.Greeting' replies");
	}

	@Test
	void anAnswerToAFailureIsNamed() {
		assertThat(failure(Failing.class, OFFSET)).hasMessageContaining("But @TcpExceptionHandler ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "shutdown-message | netpool.tcp.shutdown-message=bye",
					"framing.last-reply | netpool.tcp.framing.last-reply=bye",
					"heartbeat.interval | netpool.tcp.heartbeat.interval=10s,netpool.tcp.heartbeat.message=hi" })
	void whatThePoolSendsItselfIsNamed(String setting, String settings) {
		this.runner = this.runner.withPropertyValues(settings.split(","));
		assertThat(failure(Silent.class, OFFSET)).hasMessageEndingWith("But 'netpool.tcp." + setting + "' is set");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "netpool.tcp.framing.length-field.strip=false", "netpool.tcp.framing.length-field.offset=0" })
	void aFramingThatWritesRepliesStarts(String setting) {
		this.runner.withBean(Replying.class)
			.withPropertyValues(OFFSET, setting)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aHeaderThatBeginsWithFixedBytesStarts() {
		this.runner.withBean(Replying.class)
			.withPropertyValues("netpool.tcp.framing.start=\\x78\\x78")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.send("xx\0\2hi");
					assertThat(client.receive(6)).isEqualTo("xx\0\2hi");
				}
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { Late.class, Unknown.class })
	void aPoolWhoseRepliesAreNotKnownStarts(Class<?> handler) {
		this.runner.withBean(handler).withPropertyValues(OFFSET).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aPoolThatOnlyReceivesStarts() {
		this.runner.withBean(Silent.class).withPropertyValues(OFFSET).run((context) -> {
			assertThat(context).hasNotFailed();
			try (TestClient client = TestClient.connect(context)) {
				client.send("abcd\0\2hi");
				assertThat(context.getBean(Silent.class).received.take()).isEqualTo("hi");
			}
		});
	}

	private InvalidSettingException failure(Class<?> handler, String... settings) {
		AtomicReference<InvalidSettingException> failure = new AtomicReference<>();
		this.runner.withBean(handler).withPropertyValues(settings).run((context) -> {
			assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(InvalidSettingException.class);
			failure.set((InvalidSettingException) NestedExceptionUtils.getRootCause(context.getStartupFailure()));
		});
		return failure.get();
	}

	static class Silent {

		final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@TcpHandler
		void on(String message) {
			this.received.add(message);
		}

	}

	static class Late {

		@TcpHandler
		Mono<Void> on(String message) {
			return Mono.empty();
		}

	}

	static class Unknown {

		@TcpHandler
		CompletionStage<?> on(String message) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class Replying {

		@TcpHandler
		String on(String message) {
			return message;
		}

	}

	static class Greeting extends Silent {

		@TcpConnected
		String hello() {
			return "hello";
		}

	}

	static class Failing extends Silent {

		@TcpExceptionHandler
		String failed(IllegalStateException ex) {
			return "failed";
		}

	}

}
