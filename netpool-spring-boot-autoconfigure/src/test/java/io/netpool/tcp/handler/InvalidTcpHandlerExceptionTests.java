package io.netpool.tcp.handler;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import jakarta.validation.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InvalidTcpHandlerExceptionTests {

	private static final String HANDLER_PARAMETERS = "A @TcpHandler method takes any of these, each at most once and in any"
			+ " order: the message (String, byte[], ByteBuffer, or a type that a TcpMessageConverter supports; with a"
			+ " JsonMapper bean any type of data), the connection (TcpConnection), who the client is (Principal), an attribute"
			+ " of the connection (@TcpAttribute).";

	@Test
	void theMessageNamesBeanMethodProblemAndRemedy() {
		assertThat(failure(IntParameter.class)).hasMessage("Method " + InvalidTcpHandlerExceptionTests.class.getName()
				+ "$IntParameter.on(TcpConnection, int) of bean 'invalidTcpHandlerExceptionTests.IntParameter'"
				+ " takes int as parameter 2. " + HANDLER_PARAMETERS);
	}

	@Test
	void whenAParameterIsOfAnotherTypeTheStartFails() {
		assertFailure(IntParameter.class, "takes int as parameter 2", HANDLER_PARAMETERS);
	}

	@ParameterizedTest
	@CsvSource({ "ThreadParameter, java.lang.Thread", "StreamsParameter, java.io.InputStream[]" })
	void withJsonWhatIsNoDataIsNoMessageAllTheSame(String component, String type) throws Exception {
		assertFailure(Class.forName(getClass().getName() + "$" + component), "takes " + type + " as parameter 1",
				HANDLER_PARAMETERS);
	}

	@Test
	void whenAHandlerTakesTheCloseReasonTheStartFails() {
		assertFailure(ReasonOfMessage.class, "takes io.netpool.tcp.CloseReason as parameter 1", HANDLER_PARAMETERS);
	}

	@Test
	void whenAConnectedMethodTakesAMessageTheStartFails() {
		assertFailure(MessageOfConnected.class, "takes java.lang.String as parameter 1",
				"A @TcpConnected method takes any of these, each at most once and in any order:"
						+ " the connection (TcpConnection), who the client is (Principal), an attribute of the"
						+ " connection (@TcpAttribute).");
	}

	@Test
	void whenADisconnectedMethodTakesAMessageTheStartFails() {
		assertFailure(MessageOfDisconnected.class, "takes byte[] as parameter 1",
				"A @TcpDisconnected method takes any of these, each at most once and in any order:"
						+ " the connection (TcpConnection), the reason (CloseReason), who the client is (Principal),"
						+ " an attribute of the connection (@TcpAttribute).");
	}

	@Test
	void whenTheConnectionIsTakenTwiceTheStartFails() {
		assertFailure(ConnectionTwice.class, "takes the connection twice", HANDLER_PARAMETERS);
	}

	@Test
	void whenTheMessageIsTakenInTwoFormsTheStartFails() {
		assertFailure(MessageTwice.class, "takes the message twice", HANDLER_PARAMETERS);
	}

	@ParameterizedTest
	@CsvSource({ "ThreadBack, java.lang.Thread", "ThreadsBack, java.util.List",
			"ThreadLater, java.util.concurrent.CompletionStage", "ThreadsLater, reactor.core.publisher.Flux" })
	void whenAHandlerReturnsAnotherTypeTheStartFails(String component, String type) throws Exception {
		assertFailure(Class.forName(getClass().getName() + "$" + component), "returns " + type,
				"A @TcpHandler method returns void, String, byte[], ByteBuffer, a type that a TcpMessageConverter supports"
						+ " (with a JsonMapper bean any type of data), one of these that comes later (CompletionStage, Mono and"
						+ " the like), several of these (Iterable, Stream, array, Flux and the like).");
	}

	@Test
	void whenADisconnectedMethodReturnsAValueTheStartFails() {
		assertFailure(ValueOfDisconnected.class, "returns java.lang.String", "A @TcpDisconnected method returns void.");
	}

	@Test
	void whenAHandlerIsStaticTheStartFails() {
		assertFailure(StaticMethod.class, "is static", "Remove static: a @TcpHandler method is called on its bean.");
	}

	@Test
	void whenAMethodHasTwoAnnotationsTheStartFails() {
		assertFailure(TwoAnnotations.class, "has @TcpHandler and @TcpConnected",
				"Keep one of them, and write a method for each other.");
	}

	@Test
	void whenTwoHandlersServeOnePoolTheStartFails() {
		assertFailure(TwoHandlers.class,
				"handles the messages of pool 'default', as method " + TwoHandlers.class.getName()
						+ ".one(String) of bean 'invalidTcpHandlerExceptionTests.TwoHandlers' does",
				"Keep one @TcpHandler method without a route for this pool, name a route: @TcpHandler(\"…\"), or another"
						+ " pool: @TcpHandler(pool = \"…\").");
	}

	@Test
	void whenTwoHandlersHaveOneRouteTheStartFails() {
		assertFailure(TwoRoutes.class,
				"handles route 'PING' of pool 'default', as method " + TwoRoutes.class.getName()
						+ ".one(String) of bean 'invalidTcpHandlerExceptionTests.TwoRoutes' does",
				"Keep one @TcpHandler method for this route, or name another.");
	}

	@Test
	void whenARouteIsEmptyTheStartFails() {
		assertFailure(EmptyRoute.class, "names an empty route",
				"Name a route, or leave it out for messages that no other method handles.");
	}

	@Test
	void whenAConnectedMethodReturnsSomethingThatComesLaterTheStartFails() {
		assertFailure(LateGreeting.class, "returns java.util.concurrent.CompletionStage",
				"A @TcpConnected method returns void, String, byte[], ByteBuffer, a type that a TcpMessageConverter"
						+ " supports (with a JsonMapper bean any type of data).");
	}

	@Test
	void whenAnExceptionHandlerTakesNoExceptionAndNamesNoneTheStartFails() {
		assertFailure(NoException.class, "names no exception",
				"Give it a parameter of the exception's type, or name the type:"
						+ " @TcpExceptionHandler(IllegalArgumentException.class).");
	}

	@Test
	void whenAnExceptionHandlerCantTakeWhatItNamesTheStartFails() {
		assertFailure(OtherException.class, "is for java.io.IOException, but takes java.lang.IllegalArgumentException",
				"Let its parameter be of a type that all its exceptions have.");
	}

	@Test
	void whenTwoMethodsOfABeanHandleOneExceptionTheStartFails() {
		assertFailure(ExceptionTwice.class, "handles java.io.IOException, as method " + ExceptionTwice.class.getName()
				+ ".one(IOException) of this bean does", "Keep one of them, or name another exception.");
	}

	@Test
	void whenAnExceptionHandlerWouldNeverBeCalledTheStartFails() {
		assertFailure(LonelyExceptionHandler.class, "is for the @TcpHandler methods of its bean, which has none",
				"Annotate the class with @TcpAdvice, and it is for those of all beans.");
	}

	@Test
	void whenAnAttributeThatMayBeMissingIsPrimitiveTheStartFails() {
		assertFailure(PrimitiveAttribute.class, "takes the attribute 'count', which may be missing, as int",
				"Take it as Integer, which can be null, or let it be required.");
	}

	@Test
	void whenThereIsNoValidatorForAMessageThatIsToBeValidatedTheStartFails() {
		assertFailure(ValidWithoutValidator.class, "takes a message that is to be validated, but there is no validator",
				"Add spring-boot-starter-validation, or remove the annotation from the parameter.");
	}

	@Test
	void whenAHandlerOfAProxiedBeanIsPrivateTheStartFails() {
		assertFailure(PrivateOfProxied.class, "is private, and the proxy that stands for the bean can't pass it on",
				"Remove private: a proxied method is package-private, protected or public, and not final.");
	}

	@Test
	void whenAHandlerOfAProxiedBeanIsFinalTheStartFails() {
		assertFailure(FinalOfProxied.class, "is final, and the proxy that stands for the bean can't pass it on",
				"Remove final: a proxied method is package-private, protected or public, and not final.");
	}

	@Test
	void whenAnInterfaceProxyHidesTheHandlerTheStartFails() {
		assertFailure(HiddenByProxy.class, "is in none of the interfaces of the proxy that stands for the bean",
				"Declare it in an interface that the bean implements, or let the bean be proxied by class"
						+ " (spring.aop.proxy-target-class=true, which is Spring Boot's default).");
	}

	@Test
	void whenALazyBeanTurnsOutToBeAProxyThatHidesTheHandlerItsMessageFails() {
		try (HandlerContext context = HandlerContext.of(LazyHiddenByProxy.class)) {
			InvalidTcpHandlerException ex = catchThrowableOfType(InvalidTcpHandlerException.class,
					() -> context.endpoint().message(new RecordingConnection(), "hi"));
			assertThat(ex.problem()).isEqualTo("is in none of the interfaces of the proxy that stands for the bean");
		}
	}

	@Test
	void othersCanSayWhatIsWrongWithAMethod() {
		try (HandlerContext context = HandlerContext.of(FineHandler.class)) {
			InvalidTcpHandlerException ex = context.methods()
				.methods()
				.get(0)
				.invalid("names pool 'x', which does not exist", "Configure it.");
			assertThat(ex.beanName()).isEqualTo("invalidTcpHandlerExceptionTests.FineHandler");
			assertThat(ex.method()).isEqualTo(FineHandler.class.getName() + ".on(String)");
			assertThat(ex).hasMessageEndingWith(" names pool 'x', which does not exist. Configure it.");
		}
	}

	private static void assertFailure(Class<?> component, String problem, String remedy) {
		InvalidTcpHandlerException ex = failure(component);
		assertThat(ex.problem()).isEqualTo(problem);
		assertThat(ex.remedy()).isEqualTo(remedy);
	}

	private static InvalidTcpHandlerException failure(Class<?> component) {
		try (HandlerContext context = HandlerContext.of(component)) {
			return catchThrowableOfType(InvalidTcpHandlerException.class, context::endpoint);
		}
	}

	static class IntParameter {

		@TcpHandler
		void on(TcpConnection connection, int number) {
		}

	}

	@Import(JacksonConfiguration.class)
	static class ThreadParameter {

		@TcpHandler
		void on(Thread thread) {
		}

	}

	@Import(JacksonConfiguration.class)
	static class StreamsParameter {

		@TcpHandler
		void on(InputStream[] streams) {
		}

	}

	@Import(JacksonConfiguration.class)
	static class ReasonOfMessage {

		@TcpHandler
		void on(CloseReason reason) {
		}

	}

	static class MessageOfConnected {

		@TcpConnected
		void on(String message) {
		}

	}

	static class MessageOfDisconnected {

		@TcpDisconnected
		void on(byte[] message) {
		}

	}

	static class ConnectionTwice {

		@TcpHandler
		void on(TcpConnection one, TcpConnection two) {
		}

	}

	static class MessageTwice {

		@TcpHandler
		void on(String text, byte[] bytes) {
		}

	}

	static class ThreadBack {

		@TcpHandler
		Thread on(String message) {
			return Thread.currentThread();
		}

	}

	static class ThreadsBack {

		@TcpHandler
		List<Thread> on(String message) {
			return List.of();
		}

	}

	static class ThreadLater {

		@TcpHandler
		CompletionStage<Thread> on(String message) {
			return new CompletableFuture<>();
		}

	}

	static class ThreadsLater {

		@TcpHandler
		Flux<Thread> on(String message) {
			return Flux.empty();
		}

	}

	static class ValueOfDisconnected {

		@TcpDisconnected
		String on() {
			return "bye";
		}

	}

	static class StaticMethod {

		@TcpHandler
		static void on(String message) {
		}

	}

	static class TwoAnnotations {

		@TcpHandler
		@TcpConnected
		void on() {
		}

	}

	static class TwoHandlers {

		@TcpHandler
		void one(String message) {
		}

		@TcpHandler
		void two(String message) {
		}

	}

	static class TwoRoutes {

		@TcpHandler({ "PING", "PONG" })
		void one(String message) {
		}

		@TcpHandler(route = "PING")
		void two(String message) {
		}

	}

	static class EmptyRoute {

		@TcpHandler("")
		void on(String message) {
		}

	}

	static class LateGreeting {

		@TcpConnected
		CompletionStage<String> on() {
			return new CompletableFuture<>();
		}

	}

	static class NoException extends FineHandler {

		@TcpExceptionHandler
		void handle(TcpConnection connection) {
		}

	}

	static class OtherException extends FineHandler {

		@TcpExceptionHandler(IOException.class)
		void handle(IllegalArgumentException exception) {
		}

	}

	static class ExceptionTwice extends FineHandler {

		@TcpExceptionHandler(IOException.class)
		void one(IOException exception) {
		}

		@TcpExceptionHandler(IOException.class)
		void two() {
		}

	}

	static class LonelyExceptionHandler {

		@TcpExceptionHandler
		void handle(IOException exception) {
		}

	}

	static class PrimitiveAttribute {

		@TcpHandler
		void on(@TcpAttribute(value = "count", required = false) int count) {
		}

	}

	@Import(JacksonConfiguration.class)
	static class ValidWithoutValidator {

		@TcpHandler
		void on(@Valid List<String> message) {
		}

	}

	static class FineHandler {

		@TcpHandler
		void on(String message) {
		}

	}

	static class PrivateHandler {

		@TcpHandler
		private void on(String message) {
		}

	}

	static class FinalHandler {

		@TcpHandler
		final void on(String message) {
		}

	}

	static class HiddenHandler implements Runnable {

		@Override
		public void run() {
		}

		@TcpHandler
		void on(String message) {
		}

	}

	@Configuration
	static class PrivateOfProxied {

		@Bean
		PrivateHandler line() {
			return (PrivateHandler) new ProxyFactory(new PrivateHandler()).getProxy();
		}

	}

	@Configuration
	static class FinalOfProxied {

		@Bean
		FinalHandler line() {
			return (FinalHandler) new ProxyFactory(new FinalHandler()).getProxy();
		}

	}

	@Configuration
	static class HiddenByProxy {

		@Bean
		Runnable line() {
			return (Runnable) new ProxyFactory(new HiddenHandler()).getProxy();
		}

	}

	@Configuration
	static class LazyHiddenByProxy {

		@Bean
		static BeanNameAutoProxyCreator proxyCreator() {
			BeanNameAutoProxyCreator proxyCreator = new BeanNameAutoProxyCreator();
			proxyCreator.setBeanNames("line");
			return proxyCreator;
		}

		@Bean
		@Lazy
		HiddenHandler line() {
			return new HiddenHandler();
		}

	}

}
