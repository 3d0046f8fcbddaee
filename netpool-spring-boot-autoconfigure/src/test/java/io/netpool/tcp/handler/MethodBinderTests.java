package io.netpool.tcp.handler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MethodBinderTests {

	private final RecordingConnection connection = new RecordingConnection();

	@ParameterizedTest
	@ValueSource(classes = { MessageFirst.class, ConnectionFirst.class })
	void parametersComeInAnyOrder(Class<?> component) throws Throwable {
		assertThat(reply(component, "hi")).isEqualTo("c1: hi");
	}

	@Test
	void everyParameterIsOptional() throws Throwable {
		assertThat(reply(OnlyConnection.class, new byte[0])).isEqualTo("c1");
		assertThat(reply(NoParameters.class, new byte[0])).isEqualTo("pong");
	}

	@Test
	void aMethodGetsItsMessagesAsTextIfItTakesAString() {
		assertThat(messageType(MessageFirst.class)).isEqualTo(MessageType.TEXT);
	}

	@ParameterizedTest
	@ValueSource(classes = { Bytes.class, VariableBytes.class, OnlyConnection.class, OnlyConnected.class })
	void aMethodGetsItsMessagesAsBytesIfItTakesNoString(Class<?> component) {
		assertThat(messageType(component)).isEqualTo(MessageType.BYTES);
	}

	@ParameterizedTest
	@ValueSource(classes = { Bytes.class, VariableBytes.class })
	void bytesAreGivenAndReturnedAsTheyAre(Class<?> component) throws Throwable {
		byte[] message = "hi".getBytes(StandardCharsets.US_ASCII);
		assertThat(reply(component, message)).isSameAs(message);
	}

	@Test
	void theTextOfACharSequenceIsTheReply() throws Throwable {
		assertThat(reply(Builder.class, "hi")).isEqualTo("hi!");
	}

	@Test
	void aTypeVariableOfTheMethodIsItsBound() throws Throwable {
		assertThat(reply(BoundedVariable.class, new byte[0])).isEqualTo("c1");
	}

	@ParameterizedTest
	@ValueSource(classes = { NothingBack.class, VoidBack.class, NullBack.class, NullBuilderBack.class })
	void nothingAndNullAreNoReply(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.endpoint().message(this.connection, "hi")).isSameAs(TcpReply.none());
		}
	}

	@Test
	void anExceptionComesAsItWasThrown() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> reply(Throwing.class, "hi"))
			.withMessage("disk full")
			.withNoCause();
	}

	@Test
	void withoutAHandlerMessagesAreIgnored() throws Throwable {
		assertThat(reply(OnlyConnected.class, new byte[0])).isNull();
	}

	private @Nullable Object reply(Class<?> component, Object message) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			return context.reply(this.connection, message);
		}
	}

	private static MessageType messageType(Class<?> component) {
		try (HandlerContext context = HandlerContext.of(component)) {
			return context.endpoint().messageType();
		}
	}

	static class MessageFirst {

		@TcpHandler
		String on(String message, TcpConnection connection) {
			return connection.id() + ": " + message;
		}

	}

	static class ConnectionFirst {

		@TcpHandler
		String on(TcpConnection connection, String message) {
			return connection.id() + ": " + message;
		}

	}

	static class OnlyConnection {

		@TcpHandler
		String on(TcpConnection connection) {
			return connection.id();
		}

	}

	static class NoParameters {

		@TcpHandler
		String on() {
			return "pong";
		}

	}

	static class Bytes {

		@TcpHandler
		byte[] on(byte[] message) {
			return message;
		}

	}

	static class VariableBytes {

		@TcpHandler
		byte[] on(byte... message) {
			return message;
		}

	}

	static class Builder {

		@TcpHandler
		StringBuilder on(String message) {
			return new StringBuilder(message).append('!');
		}

	}

	static class BoundedVariable {

		@TcpHandler
		<T extends TcpConnection> String on(T connection) {
			return connection.id();
		}

	}

	static class NothingBack {

		@TcpHandler
		void on(String message) {
		}

	}

	static class VoidBack {

		@TcpHandler
		@Nullable Void on(String message) {
			return null;
		}

	}

	static class NullBack {

		@TcpHandler
		@Nullable String on(String message) {
			return null;
		}

	}

	static class NullBuilderBack {

		@TcpHandler
		@Nullable StringBuilder on(String message) {
			return null;
		}

	}

	static class Throwing {

		@TcpHandler
		void on(String message) throws IOException {
			throw new IOException("disk full");
		}

	}

	static class OnlyConnected {

		@TcpConnected
		void on() {
		}

	}

}
