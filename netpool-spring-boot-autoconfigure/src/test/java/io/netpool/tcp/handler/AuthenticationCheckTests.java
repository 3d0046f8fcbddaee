package io.netpool.tcp.handler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpRouteResolver;
import io.netpool.tcp.TcpUnauthenticatedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuthenticationCheckTests {

	private final RecordingConnection connection = new RecordingConnection();

	private static HandlerOptions required(TcpRouteResolver routes) {
		return new HandlerOptions(StandardCharsets.UTF_8, routes, true, false).requiringAuthentication();
	}

	private static HandlerOptions required() {
		return required(HandlerOptions.defaults().routes());
	}

	private void assertRejected(TcpEndpoint endpoint, Object message) {
		assertThatExceptionOfType(TcpUnauthenticatedException.class)
			.isThrownBy(() -> endpoint.message(this.connection, message))
			.withMessage("Client has not logged in ('authentication.required')");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET a", "OTHER", "" })
	void beforeTheLoginOnlyTheMethodThatPermitsAllIsCalled(String other) throws Throwable {
		try (HandlerContext context = HandlerContext.of(Login.class, Fallback.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			assertRejected(endpoint, other);
			assertThat(endpoint.message(this.connection, "LOGIN ann")).isEqualTo(TcpReply.of("OK"));
			assertThat(context.bean(Login.class).calls).containsExactly("LOGIN ann");
		}
	}

	@Test
	void afterTheLoginAllMethodsAreCalled() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Login.class, Fallback.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			endpoint.message(this.connection, "LOGIN ann");
			assertThat(endpoint.message(this.connection, "GET a")).isEqualTo(TcpReply.of("got a"));
			assertThat(endpoint.message(this.connection, "OTHER")).isEqualTo(TcpReply.of("other"));
			assertThat(endpoint.message(this.connection, "LOGIN ben")).isEqualTo(TcpReply.of("OK"));
		}
	}

	@Test
	void whoHasLoggedOutHasToLogInAgain() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Login.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			endpoint.message(this.connection, "LOGIN ann");
			this.connection.principal(null);
			assertRejected(endpoint, "GET a");
		}
	}

	@Test
	void aMethodWithoutARouteMayPermitAll() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Gate.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			assertThat(endpoint.message(this.connection, "HELLO")).isEqualTo(TcpReply.of("log in first"));
			assertRejected(endpoint, "GET a");
		}
	}

	@Test
	void aMessageThatNoMethodHandlesIsRejectedWithoutItsExceptionHandler() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Login.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			assertRejected(endpoint, "OTHER");
			this.connection.principal(() -> "ann");
			assertThat(((Result) endpoint.message(this.connection, "OTHER")).message())
				.isEqualTo("ERROR TcpNoRouteException");
		}
	}

	@Test
	void aMessageWhoseRouteCannotBeDeterminedIsRejected() {
		TcpRouteResolver failing = (message, connection) -> {
			throw new IllegalStateException("no route");
		};
		try (HandlerContext context = HandlerContext.of(Login.class)) {
			assertRejected(context.endpoint(required(failing)), "GET a");
		}
	}

	@Test
	void inAPoolWithoutMessageHandlersEachMessageIsRejected() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Listener.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			assertRejected(endpoint, "hello");
			this.connection.principal(() -> "ann");
			assertThat(endpoint.message(this.connection, "hello")).isEqualTo(TcpReply.none());
		}
	}

	@Test
	void aMessageIsRejectedBeforeItIsConverted() {
		JsonPropertyRouteResolver byType = new JsonPropertyRouteResolver(new JsonMapper(), "type",
				StandardCharsets.UTF_8);
		try (HandlerContext context = HandlerContext.of(JacksonConfiguration.class, JsonOrders.class)) {
			assertRejected(context.endpoint(required(byType)), "{\"type\":\"order\",\"number\":\"not a number\"}");
		}
	}

	@Test
	void messagesAreRejectedAsBytesToo() throws Throwable {
		try (HandlerContext context = HandlerContext.of(BinaryLogin.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			assertRejected(endpoint, "GET a".getBytes());
			assertThat(endpoint.message(this.connection, "LOGIN".getBytes())).isEqualTo(TcpReply.none());
			assertThat(((Result) endpoint.message(this.connection, "GET a".getBytes())).message())
				.isEqualTo("got".getBytes());
		}
	}

	@Test
	void theFailureOfALoginGoesToItsExceptionHandler() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Login.class)) {
			assertThat(((Result) context.endpoint(required()).message(this.connection, "LOGIN")).message())
				.isEqualTo("ERROR IllegalArgumentException");
		}
	}

	@Test
	void anInterceptorMayLogIn() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Login.class, TokenInterceptor.class)) {
			TcpEndpoint endpoint = context.endpoint(required());
			assertThat(endpoint.message(this.connection, "GET token")).isEqualTo(TcpReply.of("got token"));
		}
	}

	@Test
	void anInterceptorIsToldOfARejectedMessage() {
		try (HandlerContext context = HandlerContext.of(Login.class, TokenInterceptor.class)) {
			assertRejected(context.endpoint(required()), "GET a");
			assertThat(context.bean(TokenInterceptor.class).failure).isInstanceOf(TcpUnauthenticatedException.class);
		}
	}

	@Test
	void unlessItIsRequiredNobodyHasToLogIn() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Login.class)) {
			assertThat(context.endpoint().message(this.connection, "GET a")).isEqualTo(TcpReply.of("got a"));
		}
	}

	@Test
	void aPoolPermitsAllIfOneOfItsMethodsDoes() {
		try (HandlerContext context = HandlerContext.of(Login.class, Admin.class)) {
			assertThat(context.methods().permitsAll("default")).isTrue();
			assertThat(context.methods().permitsAll("admin")).isFalse();
		}
	}

	static class Login {

		private final List<String> calls = new ArrayList<>();

		@TcpHandler(route = "LOGIN", permitAll = true)
		String login(String message, TcpConnection connection) {
			this.calls.add(message);
			String[] words = message.split(" ");
			if (words.length < 2) {
				throw new IllegalArgumentException(message);
			}
			connection.principal(() -> words[1]);
			return "OK";
		}

		@TcpHandler("GET")
		String get(String message) {
			this.calls.add(message);
			return "got " + message.substring("GET ".length());
		}

		@TcpExceptionHandler
		String failed(Exception failure) {
			this.calls.add(failure.toString());
			return "ERROR " + failure.getClass().getSimpleName();
		}

	}

	static class Fallback {

		@TcpHandler
		String other(String message) {
			return "other";
		}

	}

	static class Gate {

		@TcpHandler(permitAll = true)
		String other(String message) {
			return "log in first";
		}

		@TcpHandler("GET")
		String get(String message) {
			return "got";
		}

	}

	static class Listener {

		@TcpConnected
		void connected() {
		}

	}

	static class Admin {

		@TcpHandler(pool = "admin")
		void admin(String message) {
		}

	}

	static class JsonOrders {

		@TcpHandler("order")
		void order(Order order) {
		}

	}

	record Order(int number) {

	}

	static class BinaryLogin {

		@TcpHandler(route = "LOGIN", permitAll = true)
		void login(byte[] message, TcpConnection connection) {
			connection.principal(() -> "device");
		}

		@TcpHandler("GET")
		byte[] get(byte[] message) {
			return "got".getBytes();
		}

	}

	static class TokenInterceptor implements TcpInterceptor {

		private @Nullable Throwable failure;

		@Override
		public boolean before(TcpConnection connection, Object message) {
			if (message.toString().endsWith("token")) {
				connection.principal(() -> "token");
			}
			return true;
		}

		@Override
		public void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
			this.failure = failure;
		}

	}

}
