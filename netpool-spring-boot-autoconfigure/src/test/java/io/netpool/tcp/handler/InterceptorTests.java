package io.netpool.tcp.handler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class InterceptorTests {

	private static final List<String> told = new ArrayList<>();

	private final RecordingConnection connection = new RecordingConnection();

	@BeforeEach
	void forget() {
		told.clear();
	}

	@ParameterizedTest
	@ValueSource(classes = { Handler.class, LaterHandler.class })
	void interceptorsAreToldInOrderAndBack(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component, Second.class, First.class)) {
			assertThat(context.reply(this.connection, "hi")).isEqualTo("hi!");
			assertThat(told).containsExactly("first hi", "second hi", "handled hi", "after second null",
					"after first null");
		}
	}

	@Test
	void aReplyThatComesLaterIsNotOverBeforeItCame() throws Throwable {
		try (HandlerContext context = HandlerContext.of(LaterHandler.class, First.class)) {
			TcpReply reply = context.endpoint().message(this.connection, "hi");
			assertThat(told).containsExactly("first hi");
			SettledReply.of(reply);
			assertThat(told).containsExactly("first hi", "handled hi", "after first null");
		}
	}

	@Test
	void whatOneDoesNotLetPassIsNotHandled() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Handler.class, Second.class, First.class)) {
			assertThat(context.reply(this.connection, "stop")).isNull();
			assertThat(told).containsExactly("first stop", "second stop", "after first null");
		}
	}

	@Test
	void afterIsToldOfAFailure() {
		try (HandlerContext context = HandlerContext.of(Handler.class, Second.class, First.class)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> context.reply(this.connection, "fail"));
			assertThat(told).containsExactly("first fail", "second fail", "handled fail", "after second disk full",
					"after first disk full");
		}
	}

	@Test
	void afterIsToldOfAFailureThatWasHandled() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Handler.class, First.class, Advice.class)) {
			Result result = context.result(this.connection, "fail");
			assertThat(result.failure()).isNotNull();
			assertThat(result.message()).isEqualTo("sorry");
			assertThat(told).containsExactly("first fail", "handled fail", "after first disk full");
		}
	}

	@Test
	void whatAnInterceptorThrowsIsAFailureOfTheMessage() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Handler.class, Second.class, First.class, Advice.class)) {
			Result result = context.result(this.connection, "throw");
			assertThat(result.failure()).isNotNull();
			assertThat(result.message()).isEqualTo("sorry");
			assertThat(told).containsExactly("first throw", "second throw", "after first not now");
		}
	}

	@Test
	void whatAfterThrowsKeepsNobodyFromBeingTold() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Handler.class, First.class, FailingAfter.class)) {
			assertThat(context.reply(this.connection, "hi")).isEqualTo("hi!");
			assertThat(told).contains("after first null");
		}
	}

	@Test
	void aRefusedConnectionIsClosedAndNobodyIsTold() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Followers.class, Refusing.class, First.class)) {
			TcpEndpoint endpoint = context.endpoint();
			assertThat(endpoint.connected(this.connection)).isEqualTo(TcpReply.none());
			assertThat(this.connection.closed).isTrue();
			endpoint.disconnected(this.connection, CloseReason.APPLICATION);
			assertThat(told).containsExactly("refused");
		}
	}

	@Test
	void whenAnInterceptorThrowsNobodyIsToldOfTheConnection() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Followers.class, ThrowingGate.class)) {
			TcpEndpoint endpoint = context.endpoint();
			assertThatIllegalStateException().isThrownBy(() -> endpoint.connected(this.connection));
			endpoint.disconnected(this.connection, CloseReason.HANDLER_ERROR);
			assertThat(told).isEmpty();
		}
	}

	@Test
	void whoIsLetInIsToldOf() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Followers.class, First.class)) {
			TcpEndpoint endpoint = context.endpoint();
			endpoint.connected(this.connection);
			endpoint.disconnected(this.connection, CloseReason.CLIENT);
			assertThat(told).containsExactly("connecting", "connected", "disconnected");
		}
	}

	@Test
	void withAnInterceptorConnectionsAreFollowed() {
		try (HandlerContext context = HandlerContext.of(Handler.class, First.class)) {
			assertThat(context.endpoint().handlesConnectionEvents()).isTrue();
		}
	}

	static class Handler {

		@TcpHandler
		String on(String message) throws IOException {
			told.add("handled " + message);
			if (message.equals("fail")) {
				throw new IOException("disk full");
			}
			return message + "!";
		}

	}

	static class LaterHandler {

		@TcpHandler
		CompletionStage<String> on(String message) {
			Executor later = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
			return CompletableFuture.supplyAsync(() -> {
				told.add("handled " + message);
				return message + "!";
			}, later);
		}

	}

	@Order(1)
	static class First implements TcpInterceptor {

		@Override
		public boolean connecting(TcpConnection connection) {
			told.add("connecting");
			return true;
		}

		@Override
		public boolean before(TcpConnection connection, Object message) {
			told.add("first " + message);
			return true;
		}

		@Override
		public void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
			told.add("after first " + ((failure != null) ? failure.getMessage() : null));
		}

	}

	@Order(2)
	static class Second implements TcpInterceptor {

		@Override
		public boolean before(TcpConnection connection, Object message) {
			told.add("second " + message);
			if (message.equals("throw")) {
				throw new IllegalStateException("not now");
			}
			return !message.equals("stop");
		}

		@Override
		public void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
			told.add("after second " + ((failure != null) ? failure.getMessage() : null));
		}

	}

	@Order(2)
	static class FailingAfter implements TcpInterceptor {

		@Override
		public void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
			throw new IllegalStateException("after");
		}

	}

	@Order(0)
	static class Refusing implements TcpInterceptor {

		@Override
		public boolean connecting(TcpConnection connection) {
			told.add("refused");
			return false;
		}

	}

	static class ThrowingGate implements TcpInterceptor {

		@Override
		public boolean connecting(TcpConnection connection) {
			throw new IllegalStateException("gate");
		}

	}

	@TcpAdvice
	static class Advice {

		@TcpExceptionHandler
		String on(Exception failure) {
			return "sorry";
		}

	}

	static class Followers {

		@TcpConnected
		void connected() {
			told.add("connected");
		}

		@TcpDisconnected
		void disconnected() {
			told.add("disconnected");
		}

	}

}
