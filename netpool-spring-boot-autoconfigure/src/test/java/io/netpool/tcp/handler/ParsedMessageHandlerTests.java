package io.netpool.tcp.handler;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Handlers of messages that the framing has parsed.
 */
class ParsedMessageHandlerTests {

	private final RecordingConnection connection = new RecordingConnection();

	private final HandlerOptions parsed = HandlerOptions.defaults().parsing(Command.class);

	@Test
	void aHandlerTakesTheParsedMessageByItsType() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Commands.class, CommandFraming.class)) {
			TcpEndpoint endpoint = context.endpoint(this.parsed);
			assertThat(endpoint.messageType()).isEqualTo(MessageType.OBJECT);
			assertThat(endpoint.message(this.connection, new Command("SET", 3))).isEqualTo(TcpReply.of("3"));
			assertThat(endpoint.message(this.connection, new Command("GET", 4))).isEqualTo(TcpReply.of("any GET 4"));
		}
	}

	@Test
	void itsExceptionHandlerTakesItToo() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Commands.class, CommandFraming.class)) {
			assertThat(context.endpoint(this.parsed).message(this.connection, new Command("FAIL", 5)))
				.isInstanceOfSatisfying(TcpReply.Result.class,
						(result) -> assertThat(result.message()).isEqualTo("failed 5"));
		}
	}

	@Test
	void anotherPoolHasNoSuchMessage() {
		try (HandlerContext context = HandlerContext.of(Commands.class, CommandFraming.class)) {
			assertThatExceptionOfType(InvalidTcpHandlerException.class)
				.isThrownBy(() -> context.endpoint(HandlerOptions.defaults()))
				.withMessageContaining("Command as parameter 1");
		}
	}

	@Test
	void noFramingParsesSuchMessages() {
		try (HandlerContext context = HandlerContext.of(Commands.class)) {
			assertThatExceptionOfType(InvalidTcpHandlerException.class).isThrownBy(context::methods)
				.withMessageContaining("Command as parameter 1");
		}
	}

	record Command(String name, int key) {

		@Override
		public String toString() {
			return this.name + " " + this.key;
		}

	}

	static class Commands {

		@TcpHandler("SET")
		String set(Command command) {
			return "" + command.key();
		}

		@TcpHandler
		String any(String text) {
			return "any " + text;
		}

		@TcpHandler("FAIL")
		void fail(Command command) {
			throw new IllegalStateException();
		}

		@TcpExceptionHandler
		String failed(IllegalStateException failure, Command command) {
			return "failed " + command.key();
		}

	}

	static class CommandFraming implements TcpFraming {

		@Override
		public @Nullable Class<?> messageType() {
			return Command.class;
		}

		@Override
		public boolean next(FrameInput input) {
			return false;
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
		}

	}

}
