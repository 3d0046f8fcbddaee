package io.netpool.tcp.handler;

import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.TcpPool;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpRouteResolver;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.PoolBeans;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the pools of handler methods and other beans: {@link TcpPool}, and
 * {@code pool} of the annotations.
 */
class PoolBeansTests {

	private final RecordingConnection connection = new RecordingConnection();

	private Object reply(HandlerContext context, String pool, String message) throws Throwable {
		return ((Result) context.methods().endpoint(pool, HandlerOptions.defaults()).message(this.connection, message))
			.message();
	}

	@Test
	void theMethodsOfABeanBelongToThePoolsOfItsClass() {
		try (HandlerContext context = HandlerContext.of(OfTwoPools.class)) {
			TcpHandlerMethods methods = context.methods();
			assertThat(methods.pools()).containsExactlyInAnyOrder("a", "b", "c", TcpAcceptorPool.DEFAULT_NAME);
			assertThat(pools(methods, "onConnected")).containsExactly("a", "b");
			assertThat(pools(methods, "onMessage")).containsExactly("a", "b");
			assertThat(pools(methods, "onOther")).containsExactlyInAnyOrder("c", TcpAcceptorPool.DEFAULT_NAME);
			assertThat(pools(methods, "onDisconnected")).containsExactly("a", "b");
		}
	}

	private static List<String> pools(TcpHandlerMethods methods, String name) {
		return methods.methods()
			.stream()
			.filter((method) -> method.method().getName().equals(name))
			.map(TcpHandlerMethod::pool)
			.toList();
	}

	@Test
	void oneMethodHandlesTheMessagesOfSeveralPools() throws Throwable {
		try (HandlerContext context = HandlerContext.of(OfTwoPools.class)) {
			for (String pool : Set.of("a", "b")) {
				assertThat(reply(context, pool, "hi")).isEqualTo("message");
			}
			for (String pool : Set.of("c", TcpAcceptorPool.DEFAULT_NAME)) {
				assertThat(reply(context, pool, "hi")).isEqualTo("other");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Defined.class, LazilyDefined.class })
	void theBeanMethodAssignsBeansOfOneClassToDifferentPools(Class<?> configuration) throws Throwable {
		try (HandlerContext context = HandlerContext.of(configuration)) {
			assertThat(reply(context, "x", "hi")).isEqualTo("I am x");
			assertThat(reply(context, "y", "hi")).isEqualTo("I am y");
			assertThat(reply(context, "class", "hi")).isEqualTo("I am of the class");
		}
	}

	@Test
	void anAnnotationOnAHandlerMethodIsRefused() {
		try (HandlerContext context = HandlerContext.of(OnMethod.class)) {
			assertThatExceptionOfType(InvalidTcpHandlerException.class).isThrownBy(context::methods)
				.withMessageContaining("is annotated with @TcpPool. Annotate the class, or specify the pool of a method"
						+ " as in @TcpHandler(pool = \"…\").");
		}
	}

	@Test
	void anAdviceIsUsedForItsPools() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Failing.class, AdviceOfA.class, AdviceOfB.class)) {
			assertThat(reply(context, "a", "hi")).isEqualTo("advice of a");
			assertThat(reply(context, "b", "hi")).isEqualTo("advice of b");
			assertThatIllegalStateException().isThrownBy(() -> reply(context, "c", "hi"));
		}
	}

	@Test
	void theExceptionHandlersOfABeanAreUsedInItsPools() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Converting.class, Text.class)) {
			assertThat(reply(context, "a", "!")).isEqualTo("A!".getBytes());
			assertThat(reply(context, TcpAcceptorPool.DEFAULT_NAME, "hi")).isEqualTo("hi");
		}
	}

	@Test
	void aConverterIsUsedForItsPools() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Converting.class)) {
			assertThat(reply(context, "a", "hi")).isEqualTo("Ahi".getBytes());
			assertThat(reply(context, "b", "hi")).isEqualTo("Bhi".getBytes());
		}
	}

	@Test
	void aTypeThatOnlyAnotherPoolConvertsFailsTheStart() {
		try (HandlerContext context = HandlerContext.of(WithoutConverter.class, ConverterOfA.class)) {
			assertThatExceptionOfType(InvalidTcpHandlerException.class).isThrownBy(context::methods)
				.withMessageContaining("takes " + Word.class.getName());
		}
	}

	@Test
	void anInterceptorIsUsedForItsPools() throws Throwable {
		try (HandlerContext context = HandlerContext.of(OfTwoPools.class, Denying.class)) {
			assertThat(reply(context, "a", "hi")).isNull();
			assertThat(reply(context, "b", "hi")).isEqualTo("message");
		}
	}

	@Test
	void aResolverOfAPoolTakesPrecedence() {
		try (var context = new AnnotationConfigApplicationContext(Resolvers.class);
				var child = new AnnotationConfigApplicationContext()) {
			child.setParent(context);
			child.refresh();
			for (var factory : List.of(context.getBeanFactory(), child.getBeanFactory())) {
				assertThat(new PoolBeans(factory, "a").only(TcpRouteResolver.class)).isSameAs(context.getBean("ofA"));
				assertThat(new PoolBeans(factory, "b").only(TcpRouteResolver.class)).isSameAs(context.getBean("any"));
				assertThat(new PoolBeans(factory, "a").all(TcpRouteResolver.class)).containsExactlyInAnyOrder(
						context.getBean("any", TcpRouteResolver.class), context.getBean("ofA", TcpRouteResolver.class));
			}
		}
	}

	@Test
	void ofSeveralWithoutAPoolThePrimaryIsUsed() {
		try (var context = new AnnotationConfigApplicationContext(Resolvers.class, PrimaryResolver.class)) {
			assertThat(new PoolBeans(context.getBeanFactory(), "b").only(TcpRouteResolver.class))
				.isSameAs(context.getBean("primary"));
		}
	}

	@Test
	void severalOfOnePoolAreAnError() {
		try (var context = new AnnotationConfigApplicationContext(Resolvers.class, AnotherResolver.class)) {
			assertThatExceptionOfType(NoUniqueBeanDefinitionException.class)
				.isThrownBy(() -> new PoolBeans(context.getBeanFactory(), "a").only(TcpRouteResolver.class))
				.withMessageContaining("ofA,alsoOfA");
		}
	}

	@TcpPool({ "a", "b" })
	static class OfTwoPools {

		@TcpConnected
		void onConnected() {
		}

		@TcpHandler
		String onMessage() {
			return "message";
		}

		@TcpHandler(pool = { "c", TcpAcceptorPool.DEFAULT_NAME })
		String onOther() {
			return "other";
		}

		@TcpDisconnected
		void onDisconnected(CloseReason reason) {
		}

	}

	@TcpPool("class")
	static class Echo {

		private final String name;

		Echo(String name) {
			this.name = name;
		}

		@TcpHandler
		String onMessage() {
			return "I am " + this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		@Bean
		@TcpPool("x")
		Echo x() {
			return new Echo("x");
		}

		@Bean
		@TcpPool("y")
		Echo y() {
			return new Echo("y");
		}

		@Bean
		Echo ofTheClass() {
			return new Echo("of the class");
		}

	}

	@Lazy
	@Configuration(proxyBeanMethods = false)
	static class LazilyDefined extends Defined {

	}

	static class OnMethod {

		@TcpHandler
		@TcpPool("a")
		void onMessage() {
		}

	}

	@TcpPool({ "a", "b", "c" })
	static class Failing {

		@TcpHandler
		void onMessage() {
			throw new IllegalStateException();
		}

	}

	@TcpAdvice(pool = "a")
	static class AdviceOfA {

		@TcpExceptionHandler
		String onFailure(IllegalStateException ex) {
			return "advice of a";
		}

	}

	@TcpAdvice
	@TcpPool("b")
	static class AdviceOfB {

		@TcpExceptionHandler
		String onFailure(IllegalStateException ex) {
			return "advice of b";
		}

	}

	record Word(String text) {

	}

	record WordConverter(String prefix) implements TcpMessageConverter {

		@Override
		public boolean supports(Type type) {
			return type == Word.class;
		}

		@Override
		public Object read(byte[] payload, Type type, Charset charset) {
			return new Word(this.prefix + new String(payload, charset));
		}

		@Override
		public byte[] write(Object message, Charset charset) {
			return ((Word) message).text().getBytes(charset);
		}

	}

	@TcpPool({ "a", "b" })
	static class Converting {

		@Bean
		@TcpPool("a")
		WordConverter converterOfA() {
			return new WordConverter("A");
		}

		@Bean
		@TcpPool("b")
		WordConverter converterOfB() {
			return new WordConverter("B");
		}

		@TcpHandler
		Word onWord(Word word) {
			if (word.text().endsWith("!")) {
				throw new IllegalStateException(word.text());
			}
			return word;
		}

		@TcpExceptionHandler
		Word onFailure(IllegalStateException ex) {
			return new Word(ex.getMessage());
		}

	}

	static class Text {

		@TcpHandler
		String onText(String text) {
			return text;
		}

	}

	static class ConverterOfA {

		@Bean
		@TcpPool("a")
		WordConverter converterOfA() {
			return new WordConverter("A");
		}

	}

	@TcpPool({ "a", "b" })
	static class WithoutConverter {

		@TcpHandler
		void onWord(Word word) {
		}

	}

	@TcpPool("a")
	static class Denying implements TcpInterceptor {

		@Override
		public boolean before(TcpConnection connection, Object message) {
			return false;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Resolvers {

		@Bean
		TcpRouteResolver any() {
			return (message, connection) -> "any";
		}

		@Bean
		@TcpPool("a")
		TcpRouteResolver ofA() {
			return (message, connection) -> "a";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryResolver {

		@Bean
		@Primary
		TcpRouteResolver primary() {
			return (message, connection) -> "primary";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherResolver {

		@Bean
		@TcpPool("a")
		TcpRouteResolver alsoOfA() {
			return (message, connection) -> "also a";
		}

	}

}
