package io.netpool.tcp.test;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpUnauthenticatedException;
import io.netpool.tcp.handler.FirstWordRouteResolver;
import io.netpool.tcp.handler.HandlerOptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TcpHandlersTests {

	private final Room room = new Room();

	private final TcpHandlers handlers = TcpHandlers.of(this.room);

	@Test
	void aMessageIsAnswered() {
		assertThat(this.handlers.exchange("hello")).containsExactly("nobody: hello");
	}

	@Test
	void aConnectionIsGreetedOnceAndRemembered() {
		TcpConversation conversation = this.handlers.connect();
		assertThat(conversation.received()).containsExactly("who are you?");
		assertThat(conversation.exchange("NAME ann")).isEmpty();
		assertThat(conversation.exchange("hello")).containsExactly("ann: hello");
		assertThat(conversation.received()).containsExactly("who are you?", "ann: hello");
		assertThat(conversation.connection().attributes()).containsEntry("name", "ann");
	}

	@Test
	void aMessageMayBeOneThatTheFramingParses() {
		TcpHandlers parsing = TcpHandlers.of(new Counter(), new NumberFraming())
			.options(HandlerOptions.defaults().parsing(Integer.class));
		assertThat(parsing.exchange(41)).containsExactly("42");
	}

	@Test
	void whatIsSentComesBeforeTheReply() {
		assertThat(this.handlers.exchange("SEND")).containsExactly("sent", "returned");
	}

	@Test
	void aCommandIsAnsweredByTheTest() {
		TcpConversation conversation = this.handlers.connect().answering((command) -> "VERSION 3");
		assertThat(conversation.exchange("LOGIN")).containsExactly("VERSION?", "WELCOME VERSION 3");
	}

	@Test
	void aCommandThatTheTestDoesNotAnswerTimesOut() {
		assertThatExceptionOfType(TcpExchangeException.class).isThrownBy(() -> this.handlers.exchange("LOGIN"))
			.satisfies((failure) -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
		TcpConversation conversation = this.handlers.connect().answering((command) -> "other");
		assertThatExceptionOfType(TcpExchangeException.class).isThrownBy(() -> conversation.exchange("LOGIN"))
			.withMessage("Connection test-2 has no answer, since other is none");
	}

	@Test
	void aCommandIsNotSentOnAConnectionThatTheHandlerHasClosed() {
		class Closing {

			@TcpHandler
			CompletionStage<String> onMessage(TcpConnection connection) {
				connection.close();
				return connection.exchange("GET", String.class, (answer) -> true);
			}

		}
		assertThatExceptionOfType(TcpExchangeException.class)
			.isThrownBy(() -> TcpHandlers.of(new Closing()).exchange("x"))
			.satisfies((failure) -> assertThat(failure.reason()).isEqualTo(Reason.NOT_SENT));
	}

	@Test
	void aCorrelationAmongTheBeansFindsTheAnswer() {
		TcpCorrelation first = new TcpCorrelation() {

			@Override
			public Object commandKey(Object command) {
				return ((String) command).charAt(0);
			}

			@Override
			public Object answerKey(Object answer) {
				return ((String) answer).charAt(0);
			}

		};
		assertThat(TcpHandlers.of(new Correlated(), first).connect().answering((command) -> "GOT IT").exchange("x"))
			.containsExactly("GET", "GOT IT");
	}

	@Test
	void severalRepliesAndThoseThatComeLaterAreWaitedFor() {
		assertThat(this.handlers.exchange("COUNT")).containsExactly("1", "2", "3");
		assertThat(this.handlers.exchange("LATER")).containsExactly("at last");
	}

	@Test
	void whatAnExceptionHandlerRepliesIsAReply() {
		assertThat(this.handlers.exchange("FAIL")).containsExactly("sorry: no");
	}

	@Test
	void whatNobodyHandlesIsThrown() {
		TcpConversation conversation = this.handlers.connect();
		assertThatIllegalArgumentException().isThrownBy(() -> conversation.exchange("BREAK"));
		assertThat(conversation.exchange("hello")).containsExactly("nobody: hello");
		assertThatExceptionOfType(UndeclaredThrowableException.class).isThrownBy(() -> conversation.exchange("LATE"))
			.withCauseExactlyInstanceOf(IOException.class);
	}

	@Test
	void aHandlerThatClosesIsToldSoBehindItsReply() {
		TcpConversation conversation = this.handlers.connect();
		assertThat(conversation.exchange("QUIT")).containsExactly("bye");
		assertThat(conversation.connection().isOpen()).isFalse();
		assertThat(this.room.ends).containsExactly(CloseReason.APPLICATION);
		assertThatIllegalStateException().isThrownBy(() -> conversation.exchange("hello"));
	}

	@Test
	void afterAnAbortNothingIsSent() {
		assertThat(this.handlers.exchange("ABORT")).isEmpty();
	}

	@Test
	void aClientThatLeavesIsToldOnce() {
		TcpConversation conversation = this.handlers.connect();
		conversation.disconnect();
		conversation.disconnect();
		assertThat(this.room.ends).containsExactly(CloseReason.CLIENT);
	}

	@Test
	void connectionsHaveNamesOfTheirOwn() {
		assertThat(this.handlers.connect().connection().id()).isNotEqualTo(this.handlers.connect().connection().id());
	}

	@Test
	void whatConnectingThrowsIsThrownAndEndsTheConnection() {
		List<CloseReason> ends = new ArrayList<>();
		TcpHandlers closed = TcpHandlers.of(new Closed(ends));
		assertThatIllegalStateException().isThrownBy(closed::connect).withMessage("closed");
		assertThat(ends).containsExactly(CloseReason.HANDLER_ERROR);
	}

	@Test
	void anInterceptorHasItsPart() {
		TcpHandlers refusing = TcpHandlers.of(this.room, new Doorman());
		assertThat(refusing.connect().connection().isOpen()).isFalse();
		assertThat(this.room.ends).isEmpty();
	}

	@Test
	void objectsAreConverted() {
		TcpHandlers orders = TcpHandlers.of(new Orders(), JsonMapper.builder().build());
		assertThat(orders.exchange("{\"item\":\"ham\"}")).containsExactly("{\"item\":\"HAM\"}");
		assertThat(orders.connect().exchange(new Order("ham"), Order.class)).containsExactly(new Order("HAM"));
	}

	@Test
	void bytesStayBytes() {
		TcpHandlers bytes = TcpHandlers.of(new Bytes());
		assertThat(bytes.connect().exchange(new byte[] { 1, -1 }, byte[].class).get(0)).containsExactly(-1, 1);
	}

	@Test
	void aPoolIsChosenByItsName() {
		assertThat(this.handlers.pool("admin").exchange("hello")).containsExactly("at your service");
		assertThatIllegalArgumentException().isThrownBy(() -> this.handlers.pool("other").connect())
			.withMessageContaining("other");
	}

	@Test
	void severalRepliesAreSentAfterTheHandlerHasClosedTheConnection() {
		assertThat(this.handlers.exchange("LEAVE")).containsExactly("bye", "now");
	}

	@Test
	void aClientMayHaveLoggedInWhenItConnects() {
		TcpConversation conversation = this.handlers.authenticationRequired().principal(() -> "ann").connect();
		assertThat(conversation.exchange("hello")).containsExactly("nobody: hello");
		assertThat(conversation.connection().principal().getName()).isEqualTo("ann");
	}

	@Test
	void aMessageBeforeARequiredLoginEndsTheConversation() {
		TcpConversation conversation = this.handlers.authenticationRequired().connect();
		assertThatExceptionOfType(TcpUnauthenticatedException.class).isThrownBy(() -> conversation.exchange("hello"));
		assertThat(conversation.connection().isOpen()).isFalse();
		assertThat(this.room.ends).containsExactly(CloseReason.UNAUTHENTICATED);
	}

	@Test
	void optionsAreToldToTheHandlers() {
		HandlerOptions options = new HandlerOptions(StandardCharsets.ISO_8859_1,
				new FirstWordRouteResolver(StandardCharsets.ISO_8859_1), false, false);
		TcpConversation conversation = this.handlers.options(options).connect();
		conversation.exchange("name jürgen");
		assertThat(conversation.exchange("hello", byte[].class).get(0)).contains(0xFC);
	}

	@Test
	void handlersShareTheStateOfAConnection() {
		TcpHandlers session = TcpHandlers.of(new Session());
		TcpConversation conversation = session.connect();
		assertThat(conversation.exchange("one")).containsExactly("1");
		assertThat(conversation.exchange("two")).containsExactly("2");
		assertThat(conversation.connection().state(Count.class).value).isEqualTo(2);
		assertThat(session.exchange("one")).containsExactly("1");
	}

	@Test
	void aProtocolErrorIsAnsweredAndCloses() {
		Session session = new Session();
		for (String message : List.of("WRONG", "LATER")) {
			TcpConversation conversation = TcpHandlers.of(session).connect();
			assertThat(conversation.exchange(message)).containsExactly("-ERR");
			assertThat(conversation.connection().isOpen()).isFalse();
		}
		assertThat(session.ends).containsExactly("PROTOCOL_ERROR [red]", "PROTOCOL_ERROR [red]");
	}

	@TcpConnectionState
	static class Count {

		private int value;

	}

	static class Session {

		private final List<String> ends = new ArrayList<>();

		@TcpConnected
		void enter(TcpConnection connection) {
			connection.join("red");
		}

		@TcpHandler
		String count(Count count) {
			return String.valueOf(++count.value);
		}

		@TcpHandler("WRONG")
		void wrong() {
			throw new TcpCloseException("-ERR");
		}

		@TcpHandler("LATER")
		CompletableFuture<String> later() {
			return CompletableFuture.failedFuture(new TcpCloseException("-ERR"));
		}

		@TcpDisconnected
		void leave(TcpConnection connection, CloseReason reason) {
			this.ends.add(reason + " " + connection.groups());
		}

	}

	static class Correlated {

		@TcpHandler
		CompletionStage<String> get(TcpConnection connection) {
			return connection.exchange("GET", String.class, Duration.ofSeconds(1));
		}

	}

	static class Room {

		final List<CloseReason> ends = new ArrayList<>();

		@TcpConnected
		String greet() {
			return "who are you?";
		}

		@TcpHandler
		String say(String line, TcpConnection connection) {
			return connection.attributes().getOrDefault("name", "nobody") + ": " + line;
		}

		@TcpHandler("NAME")
		void name(String line, TcpConnection connection) {
			connection.attributes().put("name", line.substring(5));
		}

		@TcpHandler("SEND")
		String send(TcpConnection connection) {
			connection.send("sent");
			return "returned";
		}

		@TcpHandler("COUNT")
		List<String> count() {
			return List.of("1", "2", "3");
		}

		@TcpHandler("LATER")
		CompletableFuture<StringBuilder> later() {
			return CompletableFuture.supplyAsync(() -> new StringBuilder("at last"));
		}

		@TcpHandler("LOGIN")
		CompletionStage<String> login(TcpConnection connection) {
			return connection.exchange("VERSION?", String.class, (answer) -> answer.startsWith("VERSION "))
				.thenApply((version) -> "WELCOME " + version);
		}

		@TcpHandler("FAIL")
		void fail() {
			throw new UnsupportedOperationException("no");
		}

		@TcpHandler("BREAK")
		void breakDown() {
			throw new IllegalArgumentException();
		}

		@TcpHandler("LATE")
		CompletableFuture<String> late() {
			return CompletableFuture.failedFuture(new IOException());
		}

		@TcpHandler("QUIT")
		String quit(TcpConnection connection) {
			connection.close();
			return "bye";
		}

		@TcpHandler("LEAVE")
		List<String> leave(TcpConnection connection) {
			connection.close();
			return List.of("bye", "now");
		}

		@TcpHandler("ABORT")
		String abort(TcpConnection connection) {
			connection.abort();
			return "bye";
		}

		@TcpHandler(pool = "admin")
		String obey() {
			return "at your service";
		}

		@TcpExceptionHandler
		String excuse(UnsupportedOperationException ex) {
			return "sorry: " + ex.getMessage();
		}

		@TcpDisconnected
		void end(CloseReason reason) {
			this.ends.add(reason);
		}

	}

	record Closed(List<CloseReason> ends) {

		@TcpConnected
		void refuse() {
			throw new IllegalStateException("closed");
		}

		@TcpDisconnected
		void end(CloseReason reason) {
			this.ends.add(reason);
		}

	}

	static class Doorman implements TcpInterceptor {

		@Override
		public boolean connecting(TcpConnection connection) {
			return false;
		}

	}

	record Order(String item) {

	}

	static class Orders {

		@TcpHandler
		Order shout(Order order) {
			return new Order(order.item().toUpperCase(Locale.ROOT));
		}

	}

	static class Bytes {

		@TcpHandler
		byte[] turn(byte[] two) {
			return new byte[] { two[1], two[0] };
		}

	}

	static class Counter {

		@TcpHandler
		String next(Integer number) {
			return "" + (number + 1);
		}

	}

	static class NumberFraming implements TcpFraming {

		@Override
		public Class<?> messageType() {
			return Integer.class;
		}

		@Override
		public boolean next(FrameInput input) {
			input.frame(1, (int) input.get(0));
			return true;
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
		}

	}

}
