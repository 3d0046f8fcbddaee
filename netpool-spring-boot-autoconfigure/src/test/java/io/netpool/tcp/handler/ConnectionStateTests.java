package io.netpool.tcp.handler;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TcpConnectionState} and {@link TcpConnection#state}.
 */
class ConnectionStateTests {

	private final RecordingConnection connection = new RecordingConnection();

	@Test
	void allMethodsOfAConnectionTakeTheSameState() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Counting.class, JacksonConfiguration.class)) {
			TcpEndpoint endpoint = context.endpoint();
			assertThat(endpoint.connected(this.connection)).isEqualTo(TcpReply.of("1"));
			assertThat(context.reply(this.connection, "hi")).isEqualTo("2 hi");
			assertThat(context.reply(this.connection, "fail")).isEqualTo("4 failed");
			endpoint.disconnected(this.connection, CloseReason.CLIENT);
			assertThat(context.bean(Counting.class).last).isSameAs(this.connection.state(Count.class));
			assertThat(this.connection.state(Count.class).value).isEqualTo(5);
		}
	}

	@Test
	void eachConnectionHasAStateOfItsOwn() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Counting.class)) {
			assertThat(context.reply(this.connection, "hi")).isEqualTo("1 hi");
			assertThat(context.reply(this.connection, "hi")).isEqualTo("2 hi");
			assertThat(context.reply(new RecordingConnection(), "hi")).isEqualTo("1 hi");
		}
	}

	@Test
	void aStateMayTakeItsConnectionAndUseIt() {
		Named state = this.connection.state(Named.class);
		assertThat(state.id).isEqualTo("c1");
		assertThat(state.count).isSameAs(this.connection.state(Count.class));
	}

	@Test
	void theFailureOfItsConstructorIsThatOfTheMessage() {
		try (HandlerContext context = HandlerContext.of(TakesFailing.class)) {
			assertThatIllegalStateException().isThrownBy(() -> context.reply(this.connection, "hi"))
				.withMessage("no state");
		}
	}

	@Test
	void threadsThatNeedItFirstAtTheSameTimeGetTheSame() throws Exception {
		Set<Object> states = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
		CountDownLatch go = new CountDownLatch(1);
		Thread[] threads = IntStream.range(0, 8).mapToObj((i) -> new Thread(() -> {
			try {
				go.await();
				states.add(this.connection.state(Count.class));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		})).toArray(Thread[]::new);
		for (Thread thread : threads) {
			thread.start();
		}
		go.countDown();
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(states).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(classes = { TakesAbstract.class, TakesInner.class, TakesTwoConstructors.class, TakesArguments.class })
	void aStateThatCannotBeCreatedFailsTheStart(Class<?> component) {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThatExceptionOfType(InvalidTcpHandlerException.class).isThrownBy(context::methods)
				.withMessageContaining("which cannot be created. A class with @TcpConnectionState must not be abstract"
						+ " or an inner class, and must have one constructor, without parameters or with a"
						+ " TcpConnection.");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, Abstract.class, Inner.class, TwoConstructors.class, Arguments.class })
	void onlyAClassWithTheAnnotationAndOneConstructorIsAState(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.connection.state(type))
			.withMessage(type.getName() + " must be annotated with @TcpConnectionState, not be abstract, and have"
					+ " one constructor, without parameters or with a TcpConnection");
	}

	@TcpConnectionState
	static class Count {

		private int value;

	}

	@TcpConnectionState
	static class Named {

		private final String id;

		private final Count count;

		Named(TcpConnection connection) {
			this.id = connection.id();
			this.count = connection.state(Count.class);
		}

	}

	static class Counting {

		private Count last;

		@TcpConnected
		String onConnected(Count count) {
			return String.valueOf(++count.value);
		}

		@TcpHandler
		String onMessage(Count count, String message) {
			count.value++;
			if (message.equals("fail")) {
				throw new IllegalStateException("failed");
			}
			return count.value + " " + message;
		}

		@TcpExceptionHandler
		String onFailure(IllegalStateException ex, Count count) {
			return ++count.value + " " + ex.getMessage();
		}

		@TcpDisconnected
		void onDisconnected(Count count) {
			count.value++;
			this.last = count;
		}

	}

	@TcpConnectionState
	static class Failing {

		Failing() {
			throw new IllegalStateException("no state");
		}

	}

	static class TakesFailing {

		@TcpHandler
		void onMessage(Failing state) {
		}

	}

	@TcpConnectionState
	abstract static class Abstract {

	}

	static class TakesAbstract {

		@TcpHandler
		void onMessage(Abstract state) {
		}

	}

	@TcpConnectionState
	class Inner {

	}

	static class TakesInner {

		@TcpHandler
		void onMessage(Inner state) {
		}

	}

	@TcpConnectionState
	static class TwoConstructors {

		TwoConstructors() {
		}

		TwoConstructors(TcpConnection connection) {
		}

	}

	static class TakesTwoConstructors {

		@TcpHandler
		void onMessage(TwoConstructors state) {
		}

	}

	@TcpConnectionState
	static class Arguments {

		Arguments(String argument) {
		}

	}

	static class TakesArguments {

		@TcpHandler
		void onMessage(Arguments state) {
		}

	}

}
