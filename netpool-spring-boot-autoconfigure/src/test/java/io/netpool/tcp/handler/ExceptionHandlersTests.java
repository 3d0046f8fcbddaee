package io.netpool.tcp.handler;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpNoRouteException;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ExceptionHandlersTests {

	private final RecordingConnection connection = new RecordingConnection();

	@Test
	void theMostSpecificMethodOfTheBeanHandlesIt() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Files.class, Everything.class)) {
			assertHandled(reply(context, new FileNotFoundException("f")), FileNotFoundException.class, "missing f");
			assertHandled(reply(context, new IOException("f")), IOException.class, "io f fail");
			assertHandled(reply(context, new IllegalArgumentException("f")), IllegalArgumentException.class,
					"bad c1 fail");
		}
	}

	@Test
	void whatTheBeanDoesNotHandleGoesToTheFirstAdviceThatDoes() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Files.class, Everything.class, First.class)) {
			assertHandled(reply(context, new IllegalStateException("f")), IllegalStateException.class, "first f");
			assertHandled(reply(context, new StackOverflowError("f")), StackOverflowError.class, "everything f");
		}
	}

	@Test
	void aCauseIsHandledWhereNoMethodIsForTheExceptionItself() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Files.class, First.class)) {
			IOException cause = new FileNotFoundException("f");
			assertHandled(reply(context, new ExecutionException(cause)), ExecutionException.class, "missing f");
			assertHandled(reply(context, new CompletionException(new IllegalStateException(cause))),
					CompletionException.class, "missing f");
			assertHandled(reply(context, new UncheckedIOException("g", new IOException("f"))),
					UncheckedIOException.class, "io f fail");
		}
	}

	@Test
	void theCauseOfAReplyThatComesLaterIsHandled() throws Throwable {
		try (HandlerContext context = HandlerContext.of(FilesLater.class)) {
			assertHandled(reply(context, new ExecutionException(new IOException("f"))), ExecutionException.class,
					"io f fail");
		}
	}

	@Test
	void theExceptionItselfComesBeforeItsCause() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Files.class)) {
			assertHandled(reply(context, new IOException("outer", new FileNotFoundException("f"))), IOException.class,
					"io outer fail");
		}
	}

	@Test
	void causesThatHaveNoEndAreNotHandled() {
		IllegalStateException failure = new IllegalStateException("f");
		failure.initCause(new IllegalStateException("g", failure));
		try (HandlerContext context = HandlerContext.of(Files.class)) {
			assertThatIllegalStateException().isThrownBy(() -> reply(context, failure)).isSameAs(failure);
		}
	}

	@Test
	void aCauseMayBeThrownAgain() {
		try (HandlerContext context = HandlerContext.of(Rethrowing.class)) {
			IOException cause = new IOException("f");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> reply(context, new ExecutionException(cause)))
				.isSameAs(cause)
				.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		}
	}

	@Test
	void adviceOfOtherPoolsIsNotAsked() {
		try (HandlerContext context = HandlerContext.of(Files.class, OfAdmin.class)) {
			assertThatIllegalStateException().isThrownBy(() -> reply(context, new IllegalStateException("f")));
			assertThat(context.methods().methods()).extracting(TcpHandlerMethod::pool).contains("admin", "other");
			assertThat(context.methods().pools()).containsExactly("default");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Files.class, FilesLater.class })
	void withoutAMethodForItTheFailureGoesOn(Class<?> component) {
		try (HandlerContext context = HandlerContext.of(component)) {
			IllegalStateException failure = new IllegalStateException("f");
			assertThatIllegalStateException().isThrownBy(() -> reply(context, failure)).isSameAs(failure);
			assertThat(this.connection.closed).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Files.class, FilesLater.class, Plain.class })
	void aFailureThatNothingHandlesClosesTheConnectionIfSetSo(Class<?> component) {
		HandlerOptions options = new HandlerOptions(StandardCharsets.UTF_8, HandlerOptions.defaults().routes(), true,
				true);
		try (HandlerContext context = HandlerContext.of(component)) {
			Throwing.failure = new IllegalStateException("f");
			TcpEndpoint endpoint = context.endpoint(options);
			assertThatIllegalStateException()
				.isThrownBy(() -> SettledReply.of(endpoint.message(this.connection, "fail")));
			assertThat(this.connection.closed).isTrue();
		}
	}

	@Test
	void aFailureOfAReplyThatComesLaterIsHandledOnTheLane() throws Throwable {
		try (HandlerContext context = HandlerContext.of(FilesLater.class)) {
			Throwing.failure = new IOException("f");
			Later reply = (Later) context.endpoint().message(this.connection, "fail");
			assertThat(SettledReply.completed(reply)).isInstanceOf(Next.class);
			assertHandled(SettledReply.of(reply), IOException.class, "io f fail");
		}
	}

	@Test
	void anExceptionHandlerMayReplyLater() throws Throwable {
		try (HandlerContext context = HandlerContext.of(LateReply.class)) {
			assertHandled(reply(context, new IOException("f")), IOException.class, "later");
		}
	}

	@Test
	void anExceptionHandlerMaySendSeveralReplies() throws Throwable {
		try (HandlerContext context = HandlerContext.of(SeveralReplies.class)) {
			assertHandled(reply(context, new IOException("f")), IOException.class, null);
			assertThat(this.connection.sent).containsExactly("one", "two");
		}
	}

	@Test
	void anExceptionHandlerMayClose() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Closing.class)) {
			assertHandled(reply(context, new IOException("f")), IOException.class, "bye");
			assertThat(this.connection.closed).isTrue();
		}
	}

	@Test
	void whenAnExceptionHandlerFailsItsFailureHasTheOther() {
		try (HandlerContext context = HandlerContext.of(FailingHandler.class)) {
			IOException failure = new IOException("f");
			assertThatIllegalStateException().isThrownBy(() -> reply(context, failure))
				.withMessage("another")
				.satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactly(failure));
		}
	}

	@Test
	void anExceptionHandlerMayThrowAgainWhatItWasGiven() {
		try (HandlerContext context = HandlerContext.of(Rethrowing.class)) {
			IOException failure = new IOException("f");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> reply(context, failure))
				.isSameAs(failure)
				.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { RoutesWithHandler.class, Routes.class })
	void aMessageForNoRouteGoesToTheBeansOfThePoolAndToAdvice(Class<?> component) throws Throwable {
		try (HandlerContext context = (component == Routes.class) ? HandlerContext.of(component, NoRoute.class)
				: HandlerContext.of(component)) {
			assertHandled(context.result(this.connection, "WHAT now"), TcpNoRouteException.class, "unknown WHAT");
		}
	}

	@Test
	void theMessageIsGivenInAnyForm() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Forms.class)) {
			assertHandled(context.result(this.connection, "hi".getBytes(StandardCharsets.UTF_8)), IOException.class,
					"hi");
			assertHandled(context.result(this.connection, "ho".getBytes(StandardCharsets.UTF_8)),
					IllegalStateException.class, "2");
		}
	}

	private Result reply(HandlerContext context, Throwable failure) throws Throwable {
		Throwing.failure = failure;
		return context.result(this.connection, "fail");
	}

	private static void assertHandled(Result result, Class<? extends Throwable> failure, Object expected) {
		assertThat(result.failure()).isInstanceOf(failure);
		assertThat(result.message()).isEqualTo(expected);
	}

	static class Throwing {

		static Throwable failure = new IllegalStateException();

	}

	static class Plain {

		@TcpHandler
		String on(String message) throws Throwable {
			throw Throwing.failure;
		}

	}

	static class Files extends Plain {

		@TcpExceptionHandler
		String io(IOException failure, String message) {
			return "io " + failure.getMessage() + " " + message;
		}

		@TcpExceptionHandler
		String missing(FileNotFoundException failure) {
			return "missing " + failure.getMessage();
		}

		@TcpExceptionHandler(IllegalArgumentException.class)
		String bad(TcpConnection connection, ByteBuffer message) {
			return "bad " + connection.id() + " " + StandardCharsets.UTF_8.decode(message);
		}

	}

	static class FilesLater {

		@TcpHandler
		CompletionStage<String> on(String message) {
			return CompletableFuture.failedFuture(Throwing.failure);
		}

		@TcpExceptionHandler
		String io(IOException failure, String message) {
			return "io " + failure.getMessage() + " " + message;
		}

	}

	@TcpAdvice
	static class Everything {

		@TcpExceptionHandler
		String on(Throwable failure) {
			return "everything " + failure.getMessage();
		}

	}

	@TcpAdvice(pool = "default")
	@Order(1)
	static class First {

		@TcpExceptionHandler
		String on(RuntimeException failure) {
			return "first " + failure.getMessage();
		}

	}

	@TcpAdvice(pool = { "admin", "other" })
	static class OfAdmin {

		@TcpExceptionHandler
		String on(Throwable failure) {
			return "admin";
		}

	}

	static class LateReply extends Plain {

		@TcpExceptionHandler
		CompletionStage<String> on(IOException failure) {
			return CompletableFuture.supplyAsync(() -> "later");
		}

	}

	static class SeveralReplies extends Plain {

		@TcpExceptionHandler
		List<String> on(IOException failure) {
			return List.of("one", "two");
		}

	}

	static class Closing extends Plain {

		@TcpExceptionHandler
		String on(IOException failure, TcpConnection connection) {
			connection.close();
			return "bye";
		}

	}

	static class FailingHandler extends Plain {

		@TcpExceptionHandler
		String on(IOException failure) {
			throw new IllegalStateException("another");
		}

	}

	static class Rethrowing extends Plain {

		@TcpExceptionHandler
		String on(IOException failure) throws IOException {
			throw failure;
		}

	}

	static class Routes {

		@TcpHandler("PING")
		String ping() {
			return "PONG";
		}

	}

	static class RoutesWithHandler extends Routes {

		@TcpExceptionHandler
		String unknown(TcpNoRouteException failure) {
			return "unknown " + failure.route();
		}

	}

	@TcpAdvice
	static class NoRoute {

		@TcpExceptionHandler
		String unknown(TcpNoRouteException failure) {
			return "unknown " + failure.route();
		}

	}

	static class Forms {

		@TcpHandler
		void on(byte[] message) throws IOException {
			if (message[1] == 'i') {
				throw new IOException();
			}
			throw new IllegalStateException();
		}

		@TcpExceptionHandler(IOException.class)
		String text(String message) {
			return message;
		}

		@TcpExceptionHandler(IllegalStateException.class)
		String bytes(byte[] message) {
			return Integer.toString(message.length);
		}

	}

}
