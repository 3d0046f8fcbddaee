package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpNoRouteException;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RoutingTests {

	private final RecordingConnection connection = new RecordingConnection();

	@ParameterizedTest
	@CsvSource({ "PING, ping PING", "PING 1, ping PING 1", "PONG, ping PONG", "ECHO a b, echo ECHO a b",
			"ping, other ping", "'', other ''" })
	void aMessageGoesWhole(String message, String reply) throws Throwable {
		try (HandlerContext context = HandlerContext.of(Commands.class, Fallback.class)) {
			assertThat(context.reply(this.connection, message)).isEqualTo(reply.replace("''", ""));
		}
	}

	@Test
	void theCaseOfRoutesCanBeIgnored() throws Throwable {
		HandlerOptions options = new HandlerOptions(StandardCharsets.UTF_8, HandlerOptions.defaults().routes(), false,
				false);
		try (HandlerContext context = HandlerContext.of(Commands.class)) {
			assertThat(context.endpoint(options).message(this.connection, "ping 1"))
				.isEqualTo(TcpReply.of("ping ping 1"));
		}
	}

	@Test
	void withoutARouteToGoAMessageFails() {
		try (HandlerContext context = HandlerContext.of(Commands.class)) {
			assertThatExceptionOfType(TcpNoRouteException.class)
				.isThrownBy(() -> context.reply(this.connection, "QUIT now"))
				.withMessage("No @TcpHandler method for route 'QUIT', and none without a route")
				.satisfies((ex) -> assertThat(ex.route()).isEqualTo("QUIT"));
			assertThatExceptionOfType(TcpNoRouteException.class).isThrownBy(() -> context.reply(this.connection, " "))
				.withMessage("The message has no route, and there is no @TcpHandler method without one")
				.satisfies((ex) -> assertThat(ex.route()).isNull());
		}
	}

	@Test
	void whatAClientNamesItsRouteDoesNotForgeALog() {
		assertThat(new TcpNoRouteException("a\nERROR b\u001b")).hasMessageContaining("'a?ERROR b?'");
		assertThat(new TcpNoRouteException("x".repeat(100))).hasMessageContaining("'" + "x".repeat(64) + "…'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16", "IBM1047" })
	void theFirstWordOfBytesIsThatOfTheirText(String charset) {
		FirstWordRouteResolver resolver = new FirstWordRouteResolver(Charset.forName(charset));
		for (String message : new String[] { "GRÜN a", "  GRÜN\ta", "GRÜN", "GRÜN\r\na", "GRÜN\na" }) {
			assertThat(resolver.route(message.getBytes(Charset.forName(charset)), this.connection)).isEqualTo("GRÜN");
			assertThat(resolver.route(message, this.connection)).isEqualTo("GRÜN");
		}
		assertThat(resolver.route(" \t\r\n".getBytes(Charset.forName(charset)), this.connection)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\":\"ping\",\"type\":\"admin\"}",
			"{\"type\":\"ping\",\"x\":[{}],\"\\u0074ype\":\"admin\"}", "{\"type\":null,\"type\":\"admin\"}" })
	void aMessageThatHasItsRouteTwiceIsRefused(String message) {
		JsonPropertyRouteResolver resolver = new JsonPropertyRouteResolver(new JsonMapper(), "type",
				StandardCharsets.UTF_8);
		assertThatExceptionOfType(TcpConversionException.class)
			.isThrownBy(() -> resolver.route(message, this.connection))
			.withMessage("A message has the property 'type' by which it is routed twice");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"type":"a"}                                  | a
			{"x":{"type":"no","y":[1,{}]},"type":"a"}     | a
			{"type":7,"x":"b"}                            | 7
			{"type":true}                                 | true
			{"type":"ü"}                                  | ü
			{"type":null}                                 |
			{"type":{"type":"a"}}                         |
			{"type":["a"]}                                |
			{"other":"a"}                                 |
			[{"type":"a"}]                                |
			"type"                                        |
			{}                                            |
			``                                            |
			""")
	void aRouteIsAPropertyOfAJsonObject(String message, @Nullable String route) {
		for (Charset charset : new Charset[] { StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1 }) {
			JsonPropertyRouteResolver resolver = new JsonPropertyRouteResolver(new JsonMapper(), "type", charset);
			assertThat(resolver.route(message, this.connection)).isEqualTo(route);
			assertThat(resolver.route(message.getBytes(charset), this.connection)).isEqualTo(route);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"x\":", "{\"x\":1 \"type\":2}", "{", "hello" })
	void whatIsNoJsonIsAConversionFailure(String message) {
		JsonPropertyRouteResolver resolver = new JsonPropertyRouteResolver(new JsonMapper(), "type",
				StandardCharsets.UTF_8);
		assertThatExceptionOfType(TcpConversionException.class)
			.isThrownBy(() -> resolver.route(message, this.connection))
			.withMessage("A message that is routed by the property 'type' can't be read as JSON");
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 0x78", "1, 1, 0x0A", "1, 2, 0x0AFF", "0, 3, 0x780AFF", "2, 1, 0xFF", "3, 1,", "2, 2,",
			"9, 1," })
	void aRouteIsBytesOfAMessage(int offset, int length, @Nullable String route) {
		BytesRouteResolver resolver = new BytesRouteResolver(offset, length);
		assertThat(resolver.route(new byte[] { 0x78, 0x0A, (byte) 0xFF }, this.connection)).isEqualTo(route);
	}

	@Test
	void aBinaryMessageGoesToTheHandlerOfItsBytes() throws Throwable {
		try (HandlerContext context = HandlerContext.of(BinaryCommands.class)) {
			TcpEndpoint endpoint = context.endpoint(bytes(1));
			assertThat(endpoint.messageType()).isEqualTo(MessageType.BYTES);
			assertThat(endpoint.message(this.connection, new byte[] { 7, 0x1A })).isEqualTo(TcpReply.of("2 bytes"));
			assertThat(endpoint.message(this.connection, new byte[] { 7, 0x1B })).isEqualTo(TcpReply.of("text \7\33"));
			assertThatExceptionOfType(TcpNoRouteException.class)
				.isThrownBy(() -> endpoint.message(this.connection, new byte[] { 7, 0x1C }))
				.satisfies((ex) -> assertThat(ex.route()).isEqualTo("0x1C"));
			assertThatExceptionOfType(TcpNoRouteException.class)
				.isThrownBy(() -> endpoint.message(this.connection, new byte[] { 7 }))
				.satisfies((ex) -> assertThat(ex.route()).isNull());
		}
	}

	@Test
	void textIsRoutedByItsBytesToo() throws Throwable {
		try (HandlerContext context = HandlerContext.of(TextCommand.class)) {
			TcpEndpoint endpoint = context.endpoint(bytes(0));
			assertThat(endpoint.messageType()).isEqualTo(MessageType.BYTES);
			assertThat(endpoint.message(this.connection, new byte[] { 'A', 'b' })).isEqualTo(TcpReply.of("Ab"));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Commands.class, TooLong.class })
	void aRouteThatNoMessageHasIsRefused(Class<?> handlers) {
		try (HandlerContext context = HandlerContext.of(handlers)) {
			assertThatExceptionOfType(InvalidTcpHandlerException.class).isThrownBy(() -> context.endpoint(bytes(0)))
				.withMessageContaining("which no message has with routing by bytes")
				.satisfies((ex) -> assertThat(ex.remedy())
					.isEqualTo("Specify 0x and 2 hexadecimal digits, such as 0x12."));
		}
	}

	private static HandlerOptions bytes(int offset) {
		return new HandlerOptions(StandardCharsets.UTF_8, new BytesRouteResolver(offset, 1), true, false);
	}

	static class BinaryCommands {

		@TcpHandler("0x1a")
		String bytes(byte[] message) {
			return message.length + " bytes";
		}

		@TcpHandler("0X1B")
		String text(String message) {
			return "text " + message;
		}

	}

	static class TextCommand {

		@TcpHandler("0x41")
		String text(String message) {
			return message;
		}

	}

	static class TooLong {

		@TcpHandler("0x0200")
		void bytes(byte[] message) {
		}

	}

	static class Commands {

		@TcpHandler({ "PING", "PONG" })
		String ping(String message) {
			return "ping " + message;
		}

		@TcpHandler(route = "ECHO")
		String echo(String message) {
			return "echo " + message;
		}

	}

	static class Fallback {

		@TcpHandler
		String other(String message) {
			return "other " + message;
		}

	}

}
