package io.netpool.tcp.handler;

import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpHandler;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InvalidTcpHandlerExceptionTests {

	private static final String HANDLER_PARAMETERS = "A @TcpHandler method takes any of these, each at most once and in any"
			+ " order: the message (String or byte[]), the connection (TcpConnection).";

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

	@Test
	void whenAHandlerTakesTheCloseReasonTheStartFails() {
		assertFailure(ReasonOfMessage.class, "takes io.netpool.tcp.CloseReason as parameter 1", HANDLER_PARAMETERS);
	}

	@Test
	void whenAConnectedMethodTakesAMessageTheStartFails() {
		assertFailure(MessageOfConnected.class, "takes java.lang.String as parameter 1",
				"A @TcpConnected method takes any of these, each at most once and in any order:"
						+ " the connection (TcpConnection).");
	}

	@Test
	void whenADisconnectedMethodTakesAMessageTheStartFails() {
		assertFailure(MessageOfDisconnected.class, "takes byte[] as parameter 1",
				"A @TcpDisconnected method takes any of these, each at most once and in any order:"
						+ " the connection (TcpConnection), the reason (CloseReason).");
	}

	@Test
	void whenTheConnectionIsTakenTwiceTheStartFails() {
		assertFailure(ConnectionTwice.class, "takes the connection twice", HANDLER_PARAMETERS);
	}

	@Test
	void whenTheMessageIsTakenInTwoFormsTheStartFails() {
		assertFailure(MessageTwice.class, "takes the message twice", HANDLER_PARAMETERS);
	}

	@Test
	void whenAHandlerReturnsAnotherTypeTheStartFails() {
		assertFailure(ListBack.class, "returns java.util.List",
				"A @TcpHandler method returns void or String or byte[].");
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
				"Keep one @TcpHandler method for this pool, or name another: @TcpHandler(pool = \"…\").");
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
			return catchThrowableOfType(InvalidTcpHandlerException.class, context::methods);
		}
	}

	static class IntParameter {

		@TcpHandler
		void on(TcpConnection connection, int number) {
		}

	}

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

	static class ListBack {

		@TcpHandler
		List<String> on(String message) {
			return List.of();
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
