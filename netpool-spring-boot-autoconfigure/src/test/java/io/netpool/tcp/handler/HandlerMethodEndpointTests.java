package io.netpool.tcp.handler;

import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class HandlerMethodEndpointTests {

	private final RecordingConnection connection = new RecordingConnection();

	@Test
	void withoutConnectedAndDisconnectedConnectionsAreNotFollowed() throws Throwable {
		try (HandlerContext context = HandlerContext.of(OnlyMessages.class)) {
			assertThat(context.endpoint().handlesConnectionEvents()).isFalse();
			assertThat(context.endpoint().connected(this.connection)).isEqualTo(TcpReply.none());
			context.endpoint().disconnected(this.connection, CloseReason.CLIENT);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Greeter.class, Leavers.class })
	void withConnectedOrDisconnectedConnectionsAreFollowed(Class<?> component) {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.endpoint().handlesConnectionEvents()).isTrue();
		}
	}

	@Test
	void aGreetingIsReturned() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Greeter.class)) {
			assertThat(context.endpoint().connected(this.connection)).isEqualTo(TcpReply.of("hello c1"));
			assertThat(this.connection.sent).isEmpty();
		}
	}

	@Test
	void ofSeveralGreetingsTheLastIsTheResultAndThoseBeforeItAreSent() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Greeters.class)) {
			TcpReply greetings = context.endpoint().connected(this.connection);
			assertThat(SettledReply.of(greetings, this.connection)).isEqualTo(TcpReply.of("three"));
			assertThat(this.connection.sent).containsExactly("one", "two");
		}
	}

	@Test
	void whenAConnectedMethodThrowsThoseAfterItAreNotCalled() {
		try (HandlerContext context = HandlerContext.of(RefusingGreeters.class)) {
			assertThatIllegalStateException().isThrownBy(() -> context.endpoint().connected(this.connection))
				.withMessage("full");
			assertThat(context.bean(RefusingGreeters.class).called).isFalse();
		}
	}

	@Test
	void eachDisconnectedMethodIsToldTheReasonAndTheConnection() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Leavers.class)) {
			context.endpoint().disconnected(this.connection, CloseReason.BAD_FRAME);
			assertThat(context.bean(Leavers.class).told).containsExactly("BAD_FRAME c1", "BAD_FRAME", "nothing");
		}
	}

	@Test
	void whenADisconnectedMethodThrowsTheOthersAreToldAllTheSame() {
		try (HandlerContext context = HandlerContext.of(ThrowingLeavers.class)) {
			assertThatIllegalStateException()
				.isThrownBy(() -> context.endpoint().disconnected(this.connection, CloseReason.CLIENT))
				.withMessage("first")
				.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
					.extracting(Throwable::getMessage)
					.isEqualTo("third"));
			assertThat(context.bean(ThrowingLeavers.class).called).isTrue();
		}
	}

	@Test
	void eachPoolHasItsOwnMethods() throws Throwable {
		try (HandlerContext context = HandlerContext.of(TwoPools.class)) {
			TcpHandlerMethods methods = context.methods();
			assertThat(endpoint(methods, "default").message(this.connection, "hi")).isEqualTo(TcpReply.of("user hi"));
			assertThat(endpoint(methods, "admin").message(this.connection, "hi")).isEqualTo(TcpReply.of("admin hi"));
			assertThat(endpoint(methods, "default").handlesConnectionEvents()).isFalse();
			assertThat(endpoint(methods, "admin").handlesConnectionEvents()).isTrue();
		}
	}

	private static TcpEndpoint endpoint(TcpHandlerMethods methods, String pool) {
		return methods.endpoint(pool, HandlerOptions.defaults());
	}

	static class OnlyMessages {

		@TcpHandler
		void on(String message) {
		}

	}

	static class Greeter {

		@TcpConnected
		String greet(TcpConnection connection) {
			return "hello " + connection.id();
		}

	}

	static class Greeters {

		@TcpConnected
		@Order(1)
		String one() {
			return "one";
		}

		@TcpConnected
		@Order(2)
		String two() {
			return "two";
		}

		@TcpConnected
		@Order(3)
		String three() {
			return "three";
		}

		@TcpConnected
		@Order(4)
		@Nullable String silent() {
			return null;
		}

	}

	static class RefusingGreeters {

		boolean called;

		@TcpConnected
		@Order(1)
		void refuse() {
			throw new IllegalStateException("full");
		}

		@TcpConnected
		@Order(2)
		void called() {
			this.called = true;
		}

	}

	static class Leavers {

		final List<String> told = new ArrayList<>();

		@TcpDisconnected
		@Order(1)
		void both(CloseReason reason, TcpConnection connection) {
			this.told.add(reason + " " + connection.id());
		}

		@TcpDisconnected
		@Order(2)
		void reason(CloseReason reason) {
			this.told.add(reason.name());
		}

		@TcpDisconnected
		@Order(3)
		void nothing() {
			this.told.add("nothing");
		}

	}

	static class ThrowingLeavers {

		boolean called;

		@TcpDisconnected
		@Order(1)
		void first() {
			throw new IllegalStateException("first");
		}

		@TcpDisconnected
		@Order(2)
		void called() {
			this.called = true;
		}

		@TcpDisconnected
		@Order(3)
		void third() {
			throw new IllegalStateException("third");
		}

	}

	static class TwoPools {

		@TcpHandler
		String user(String message) {
			return "user " + message;
		}

		@TcpHandler(pool = "admin")
		String admin(String message) {
			return "admin " + message;
		}

		@TcpConnected(pool = "admin")
		void admin() {
		}

	}

}
