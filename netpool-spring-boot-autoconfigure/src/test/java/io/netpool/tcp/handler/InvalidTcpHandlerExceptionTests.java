package io.netpool.tcp.handler;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
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

	private static final String STARTER = "For JSON, add spring-boot-starter-jackson, or define a JsonMapper bean"
			+ " (of several, one is @Primary). ";

	private static final String HANDLER_PARAMETERS = "A @TcpHandler method can take, in any"
			+ " order: the message (String, byte[], ByteBuffer, or a type that a TcpMessageConverter supports; with a"
			+ " JsonMapper bean, any data type), the connection (TcpConnection), the principal (Principal), attributes"
			+ " of the connection (@TcpAttribute), states of the connection (@TcpConnectionState).";

	@Test
	void theMessageNamesBeanMethodProblemAndRemedy() {
		assertThat(failure(IntParameter.class)).hasMessage("Method " + InvalidTcpHandlerExceptionTests.class.getName()
				+ "$IntParameter.on(TcpConnection, int) of bean 'invalidTcpHandlerExceptionTests.IntParameter'"
				+ " takes int as parameter 2. No TcpMessageConverter bean supports int. " + STARTER
				+ HANDLER_PARAMETERS);
	}

	@Test
	void whenAParameterIsOfATypeThatOnlyJsonSupportsTheStarterIsNamed() {
		assertFailure(IntParameter.class, "takes int as parameter 2",
				"No TcpMessageConverter bean supports int. " + STARTER + HANDLER_PARAMETERS);
	}

	@Test
	void whenAParameterAfterTheMessageMayBeAStateTheAnnotationIsNamed() {
		assertThat(failure(SecondOrder.class).remedy())
			.contains(STARTER + "If it is a state of the connection, annotate the class with @TcpConnectionState. ");
		assertThat(failure(OrderParameter.class).remedy()).doesNotContain("annotate");
	}

	@Test
	void whenAParameterIsOfATypeThatNothingSupportsNoStarterIsNamed() {
		assertFailure(ThreadParameterWithoutJson.class, "takes java.lang.Thread as parameter 1", HANDLER_PARAMETERS);
	}

	@ParameterizedTest
	@CsvSource({ "RecordReply, io.netpool.tcp.handler.InvalidTcpHandlerExceptionTests$Order",
			"RecordsReply, java.util.List", "LateRecordReply, java.util.concurrent.CompletionStage",
			"OptionalRecordReply, java.util.Optional" })
	void whenAResultIsOfATypeThatOnlyJsonSupportsTheStarterIsNamed(String component, String type) throws Exception {
		InvalidTcpHandlerException ex = failure(Class.forName(getClass().getName() + "$" + component));
		assertThat(ex.problem()).isEqualTo("returns " + type);
		assertThat(ex.remedy()).startsWith(STARTER + "A @TcpHandler method can return void, String");
	}

	@Test
	void whenAResultIsOfATypeThatNothingSupportsNoStarterIsNamed() {
		assertThat(failure(ThreadReply.class).remedy()).startsWith("A @TcpHandler method can return");
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
				"A @TcpConnected method can take, in any order:"
						+ " the connection (TcpConnection), the principal (Principal), attributes of the"
						+ " connection (@TcpAttribute), states of the connection (@TcpConnectionState).");
	}

	@Test
	void whenADisconnectedMethodTakesAMessageTheStartFails() {
		assertFailure(MessageOfDisconnected.class, "takes byte[] as parameter 1",
				"A @TcpDisconnected method can take, in any order:"
						+ " the connection (TcpConnection), the close reason (CloseReason), the principal (Principal),"
						+ " attributes of the connection (@TcpAttribute), states of the connection (@TcpConnectionState).");
	}

	@Test
	void whenTheConnectionIsTakenTwiceTheStartFails() {
		assertFailure(ConnectionTwice.class, "takes the connection twice, as parameters 1 and 2", HANDLER_PARAMETERS);
	}

	@Test
	void whenTheMessageIsTakenInTwoFormsTheStartFails() {
		assertFailure(MessageTwice.class, "takes the message twice, as parameters 1 and 2", HANDLER_PARAMETERS);
	}

	@ParameterizedTest
	@CsvSource({ "ThreadBack, java.lang.Thread", "ThreadsBack, java.util.List",
			"ThreadLater, java.util.concurrent.CompletionStage", "ThreadsLater, reactor.core.publisher.Flux" })
	void whenAHandlerReturnsAnotherTypeTheStartFails(String component, String type) throws Exception {
		assertFailure(Class.forName(getClass().getName() + "$" + component), "returns " + type,
				"A @TcpHandler method can return void, String, byte[], char[], ByteBuffer, a type that a TcpMessageConverter"
						+ " supports (with a JsonMapper bean, any data type), Optional of one of these, one of these asynchronously (CompletionStage,"
						+ " Mono and similar types), several of these (Collection, Iterable, Stream, array, Flux and similar types).");
	}

	@Test
	void whenADisconnectedMethodReturnsAValueTheStartFails() {
		assertFailure(ValueOfDisconnected.class, "returns java.lang.String",
				"A @TcpDisconnected method must return void.");
	}

	@Test
	void whenAHandlerIsStaticTheStartFails() {
		assertFailure(StaticMethod.class, "is static",
				"Remove static: a @TcpHandler method is an instance method of its bean.");
	}

	@Test
	void whenAMethodHasTwoAnnotationsTheStartFails() {
		assertFailure(TwoAnnotations.class, "is annotated with @TcpHandler and @TcpConnected",
				"Keep one of the annotations, and move the others to methods of their own.");
	}

	@Test
	void whenTwoHandlersServeOnePoolTheStartFails() {
		assertFailure(TwoHandlers.class,
				"handles the messages of pool 'default', as method " + TwoHandlers.class.getName()
						+ ".one(String) of bean 'invalidTcpHandlerExceptionTests.TwoHandlers' does",
				"Keep one @TcpHandler method without a route for this pool, or specify a route, @TcpHandler(\"…\"), or"
						+ " another pool, @TcpHandler(pool = \"…\").");
	}

	@Test
	void whenTwoHandlersHaveOneRouteTheStartFails() {
		assertFailure(TwoRoutes.class,
				"handles route 'PING' of pool 'default', as method " + TwoRoutes.class.getName()
						+ ".one(String) of bean 'invalidTcpHandlerExceptionTests.TwoRoutes' does",
				"Keep one @TcpHandler method for this route, or specify another route.");
	}

	@Test
	void whenARouteIsEmptyTheStartFails() {
		assertFailure(EmptyRoute.class, "has an empty route",
				"Specify a route, or omit it to handle all messages that no other method handles.");
	}

	@Test
	void whenAConnectedMethodReturnsSomethingThatComesLaterTheStartFails() {
		assertFailure(LateGreeting.class, "returns java.util.concurrent.CompletionStage",
				"A @TcpConnected method can return void, String, byte[], char[], ByteBuffer, a type that a"
						+ " TcpMessageConverter supports (with a JsonMapper bean, any data type), Optional of one of these.");
	}

	@Test
	void whenAnExceptionHandlerTakesNoExceptionAndNamesNoneTheStartFails() {
		assertFailure(NoException.class, "declares no exception type",
				"Add a parameter of the exception's type, or declare the type:"
						+ " @TcpExceptionHandler(IllegalArgumentException.class).");
	}

	@Test
	void whenAnExceptionHandlerCantTakeWhatItNamesTheStartFails() {
		assertFailure(OtherException.class, "handles java.io.IOException, but takes java.lang.IllegalArgumentException",
				"Declare the parameter as a common supertype of the exceptions.");
	}

	@Test
	void whenTwoMethodsOfABeanHandleOneExceptionTheStartFails() {
		assertFailure(ExceptionTwice.class,
				"handles java.io.IOException, as method " + ExceptionTwice.class.getName()
						+ ".one(IOException) of this bean does",
				"Keep one of them, or let it handle another exception.");
	}

	@Test
	void whenAnExceptionHandlerWouldNeverBeCalledTheStartFails() {
		assertFailure(LonelyExceptionHandler.class,
				"handles exceptions of the @TcpHandler methods of its bean, which has none",
				"Annotate the class with @TcpAdvice to handle exceptions of all beans.");
	}

	@Test
	void whenAnAttributeThatMayBeMissingIsPrimitiveTheStartFails() {
		assertFailure(PrimitiveAttribute.class, "takes the optional attribute 'count' as int",
				"Declare the parameter as Integer, which can be null, or require the attribute.");
	}

	@Test
	void whenThereIsNoValidatorForAMessageThatIsToBeValidatedTheStartFails() {
		assertFailure(ValidWithoutValidator.class, "takes a validated message, but there is no Validator bean",
				"Add spring-boot-starter-validation, or remove the annotation from the parameter.");
	}

	@Test
	void whenAHandlerOfAProxiedBeanIsPrivateTheStartFails() {
		assertFailure(PrivateOfProxied.class, "is private, so the bean's proxy cannot delegate to it",
				"Remove private: a handler method of a proxied bean must be neither private nor final.");
	}

	@Test
	void whenAHandlerOfAProxiedBeanIsFinalTheStartFails() {
		assertFailure(FinalOfProxied.class, "is final, so the bean's proxy cannot delegate to it",
				"Remove final: a handler method of a proxied bean must be neither private nor final.");
	}

	@Test
	void whenAnInterfaceProxyHidesTheHandlerTheStartFails() {
		assertFailure(HiddenByProxy.class, "is not declared in an interface of the bean's JDK proxy",
				"Declare it in an interface that the bean implements, or use a class-based proxy"
						+ " (spring.aop.proxy-target-class=true, Spring Boot's default).");
	}

	@Test
	void whenALazyBeanTurnsOutToBeAProxyThatHidesTheHandlerItsMessageFails() {
		try (HandlerContext context = HandlerContext.of(LazyHiddenByProxy.class)) {
			InvalidTcpHandlerException ex = catchThrowableOfType(InvalidTcpHandlerException.class,
					() -> context.endpoint().message(new RecordingConnection(), "hi"));
			assertThat(ex.problem()).isEqualTo("is not declared in an interface of the bean's JDK proxy");
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

	record Order(String item) {

	}

	static class OrderParameter {

		@TcpHandler
		void on(Order order) {
		}

	}

	static class SecondOrder {

		@TcpHandler
		void on(String message, Order order) {
		}

	}

	static class RecordReply {

		@TcpHandler
		Order on(String message) {
			return new Order(message);
		}

	}

	static class RecordsReply {

		@TcpHandler
		List<Order> on(String message) {
			return List.of(new Order(message));
		}

	}

	static class LateRecordReply {

		@TcpHandler
		CompletionStage<Order> on(String message) {
			return CompletableFuture.completedFuture(new Order(message));
		}

	}

	static class OptionalRecordReply {

		@TcpHandler
		Optional<Order> on(String message) {
			return Optional.of(new Order(message));
		}

	}

	static class ThreadReply {

		@TcpHandler
		Thread on(String message) {
			return Thread.currentThread();
		}

	}

	static class ThreadParameterWithoutJson {

		@TcpHandler
		void on(Thread thread) {
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
