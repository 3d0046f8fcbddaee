package io.netpool.tcp.autoconfigure;

import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exchanges of applications, with their converters and their {@link TcpCorrelation}.
 */
class ExchangeBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line")
		.withBean(Asking.class);

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void theOnlyCorrelationFindsConvertedAnswersAndIgnoresWhatIsNotConverted(String execution) {
		this.runner.withBean(Serials.class)
			.withPropertyValues("netpool.tcp.handler.execution=" + execution)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("ask 7");
					assertThat(client.readLine()).isEqualTo("{\"serial\":7}");
					client.send("{not JSON\n{\"serial\":6,\"text\":\"other\"}\n{\"serial\":7,\"text\":\"mine\"}\n");
					assertThat(client.readLine()).isEqualTo("mine");
					assertThat(client.readLine()).isEqualTo("handled {not JSON");
					assertThat(client.readLine()).isEqualTo("handled {\"serial\":6,\"text\":\"other\"}");
				}
			});
	}

	@Test
	void theNamedCorrelationIsUsedIfThereAreSeveral() {
		this.runner.withBean("first", Serials.class)
			.withBean("second", Serials.class)
			.withPropertyValues("netpool.tcp.exchange.correlation=second")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("ask 7");
					assertThat(client.readLine()).isEqualTo("{\"serial\":7}");
					client.sendLine("{\"serial\":7,\"text\":\"mine\"}");
					assertThat(client.readLine()).isEqualTo("mine");
				}
			});
	}

	@Test
	void aCorrelationThatDoesNotExistFailsTheStart() {
		this.runner.withPropertyValues("netpool.tcp.exchange.correlation=nothing")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("netpool.tcp.exchange.correlation")
				.hasMessageContaining("is not the name of a TcpCorrelation bean"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeout=0", "max-open=0", "max-open=65537" })
	void aValueOutsideItsRangeFailsTheStart(String setting) {
		this.runner.withPropertyValues("netpool.tcp.exchange." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("netpool.tcp.exchange."));
	}

	static class Asking {

		@TcpHandler
		String other(String message) {
			return "handled " + message;
		}

		@TcpHandler("ask")
		CompletionStage<String> ask(String message, TcpConnection connection) {
			return connection.exchange(new Command(Integer.parseInt(message.substring(4))), Ack.class)
				.thenApply(Ack::text);
		}

	}

	record Command(int serial) {

	}

	record Ack(int serial, String text) {

	}

	static class Serials implements TcpCorrelation {

		@Override
		public Object commandKey(Object command) {
			return ((Command) command).serial();
		}

		@Override
		public Object answerKey(Object answer) {
			return ((Ack) answer).serial();
		}

	}

}
