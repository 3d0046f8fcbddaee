package io.netpool.tcp.autoconfigure;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Routing of messages that a framing of the application parses.
 */
class ParsedMessageTypeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=parsing");

	@ParameterizedTest
	@CsvSource({ "json-property, are text or bytes", "bytes, are bytes" })
	void aRouteCannotBeReadFromAnObject(String by, String needed) {
		parsing(Order.class).withBean(Routed.class)
			.withPropertyValues("netpool.tcp.routing.by=" + by)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessage("Setting 'netpool.tcp.routing.by' has the value '" + by + "', which needs messages that "
						+ needed + ", while the framing 'parsing' of pool 'default' parses " + Order.class.getName())
				.satisfies((ex) -> assertThat(((InvalidSettingException) ex).remedy())
					.isEqualTo("Set 'netpool.tcp.routing.by' to the name of a TcpRouteResolver bean for messages of "
							+ "this type.")));
	}

	@Test
	void theRemedyIsForThePoolThatInheritsTheSetting() {
		parsing(Order.class).withBean(RoutedOrders.class)
			.withPropertyValues("netpool.tcp.routing.by=json-property", "netpool.tcp.framing.mode=line",
					"netpool.tcp.pools.orders.port=0", "netpool.tcp.pools.orders.framing.mode=parsing")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("of pool 'orders'")
				.satisfies((ex) -> assertThat(((InvalidSettingException) ex).remedy())
					.startsWith("Set 'netpool.tcp.pools.orders.routing.by' to the name")));
	}

	@Test
	void aPoolWithoutRoutesNeedsNone() {
		parsing(Order.class).withBean(Unrouted.class)
			.withPropertyValues("netpool.tcp.routing.by=json-property")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.ask("tea\n", "tea")).isEqualTo("tea");
				}
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, byte[].class, Object.class })
	void aRouteIsReadFromParsedTextAndBytes(Class<?> type) {
		Class<?> parsed = (type == Object.class) ? String.class : type;
		this.runner.withBean("parsing", TcpFraming.class, () -> new ParsingFraming(type, parsed))
			.withBean(Routed.class)
			.withPropertyValues("netpool.tcp.routing.by=json-property")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					String reply = "{\"type\":\"tea\"}";
					assertThat(client.ask(reply + "\n", reply)).isEqualTo(reply);
				}
			});
	}

	@ParameterizedTest
	@CsvSource({ "json-property, text or bytes", "bytes, bytes" })
	void anObjectThatTheFramingDidNotAnnounceIsAnErrorThatNamesTheSetting(String by, String needed) {
		Class<?> routed = by.equals("bytes") ? RoutedByBytes.class : Routed.class;
		this.runner.withBean("parsing", TcpFraming.class, () -> new ParsingFraming(null, Order.class))
			.withBean(routed)
			.withBean(Failures.class)
			.withPropertyValues("netpool.tcp.routing.by=" + by)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					String error = "A message that the framing has parsed as " + Order.class.getName()
							+ " has no route with 'routing.by' " + by + ", which needs " + needed
							+ ". Set it to the name of a TcpRouteResolver bean for messages of this type.";
					assertThat(client.ask("tea\n", error)).isEqualTo(error);
				}
			});
	}

	private ApplicationContextRunner parsing(Class<?> type) {
		return this.runner.withBean("parsing", TcpFraming.class, () -> new ParsingFraming(type, type));
	}

	record Order(String item) {

	}

	static class Routed {

		@TcpHandler("tea")
		String tea(String text) {
			return text;
		}

	}

	static class RoutedByBytes {

		@TcpHandler("0x74")
		String tea(String text) {
			return text;
		}

	}

	static class RoutedOrders {

		@TcpHandler
		String any(String text) {
			return text;
		}

		@TcpHandler(value = "tea", pool = "orders")
		String tea(Order order) {
			return order.item();
		}

	}

	static class Unrouted {

		@TcpHandler
		String order(Order order) {
			return order.item();
		}

	}

	@TcpAdvice
	static class Failures {

		@TcpExceptionHandler
		String failed(IllegalStateException failure) {
			return String.valueOf(failure.getMessage());
		}

	}

	/**
	 * Parses lines.
	 *
	 * @param messageType the type that the framing announces
	 * @param parsed the type of its messages
	 */
	record ParsingFraming(@Nullable Class<?> messageType, Class<?> parsed) implements TcpFraming {

		@Override
		public boolean next(FrameInput input) {
			int end = input.indexOf((byte) '\n', 0);
			if (end < 0) {
				return false;
			}
			String line = new String(input.array(), input.arrayOffset(), end, StandardCharsets.UTF_8);
			input.frame(end + 1, message(line));
			return true;
		}

		private Object message(String line) {
			if (this.parsed == Order.class) {
				return new Order(line);
			}
			return (this.parsed == byte[].class) ? line.getBytes(StandardCharsets.UTF_8) : line;
		}

	}

}
