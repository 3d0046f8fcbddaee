package io.netpool.tcp.handler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HandlerMethodFinderTests {

	private final RecordingConnection connection = new RecordingConnection();

	@ParameterizedTest
	@ValueSource(classes = { PlainHandler.class, PrivateHandler.class, LazyHandler.class, InheritedHandler.class,
			MetaAnnotatedHandler.class, GenericHandler.class, GenericInterfaceHandler.class, DefaultMethodHandler.class,
			ConfigurationHandler.class, InterfaceBean.class, LambdaBean.class, FactoryBeanHandler.class,
			ClassProxied.class, InterfaceProxied.class, GenericInterfaceProxied.class, LazyInterfaceProxied.class,
			HandmadeProxy.class, AnnotatedInterfaceProxied.class, ScopedByClass.class, ScopedByInterface.class,
			Prototype.class })
	void aHandlerIsFoundOnBeansOfEveryKind(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.methods().methods()).hasSize(1);
			assertThat(context.endpoint().message(this.connection, "ann")).isEqualTo(TcpReply.of("hello ann"));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { ClassProxied.class, InterfaceProxied.class, GenericInterfaceProxied.class,
			LazyInterfaceProxied.class })
	void theAdviceOfAProxiedBeanIsCalled(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			TcpEndpoint endpoint = context.endpoint();
			endpoint.message(this.connection, "ann");
			endpoint.message(this.connection, "bob");
			assertThat(context.bean(AtomicInteger.class)).hasValue(2);
		}
	}

	@Test
	void aLazyBeanIsCreatedByItsFirstMessage() throws Throwable {
		try (HandlerContext context = HandlerContext.of(LazyHandler.class)) {
			String name = "handlerMethodFinderTests.LazyHandler";
			TcpEndpoint endpoint = context.endpoint();
			assertThat(context.exists(name)).isFalse();
			endpoint.message(this.connection, "ann");
			assertThat(context.exists(name)).isTrue();
		}
	}

	@Test
	void aLazyFactoryBeanIsNotCreated() {
		try (HandlerContext context = HandlerContext.of(LazyFactoryBean.class, PlainHandler.class)) {
			assertThat(context.methods().methods()).hasSize(1);
			assertThat(context.exists("untyped")).isFalse();
		}
	}

	@Test
	void aPrototypeIsCreatedForEachMessage() throws Throwable {
		try (HandlerContext context = HandlerContext.of(CountingPrototype.class)) {
			TcpEndpoint endpoint = context.endpoint();
			assertThat(endpoint.message(this.connection, "ann")).isEqualTo(TcpReply.of("1"));
			assertThat(endpoint.message(this.connection, "ann")).isEqualTo(TcpReply.of("1"));
		}
	}

	@Test
	void aSingletonIsFetchedOnce() throws Throwable {
		try (HandlerContext context = HandlerContext.of(CountingSingleton.class)) {
			TcpEndpoint endpoint = context.endpoint();
			assertThat(endpoint.message(this.connection, "ann")).isEqualTo(TcpReply.of("1"));
			assertThat(endpoint.message(this.connection, "ann")).isEqualTo(TcpReply.of("2"));
		}
	}

	@Test
	void aBeanThatIsNullHasNoHandlers() {
		try (HandlerContext context = HandlerContext.of(NullBean.class)) {
			assertThat(context.methods().methods()).isEmpty();
		}
	}

	@Test
	void aBeanThatCanNotBeComparedIsInNobodysWay() {
		try (HandlerContext context = HandlerContext.of(PlainHandler.class, Incomparable.class)) {
			assertThat(context.methods().methods()).hasSize(1);
		}
	}

	@Test
	void methodsComeByOrderThenByDefinitionThenByName() {
		try (HandlerContext context = HandlerContext.of(OrderedMethods.class, OrderedClass.class)) {
			assertThat(context.methods().methods()).extracting(TcpHandlerMethod::description)
				.extracting((description) -> description.substring(description.indexOf('$') + 1))
				.containsExactly("OrderedMethods.first()", "OrderedClass.second()", "OrderedMethods.third()",
						"OrderedMethods.fourth()");
		}
	}

	@Test
	void aMethodTellsItsBeanPoolAndAnnotation() {
		try (HandlerContext context = HandlerContext.of(MetaAnnotatedAdmin.class)) {
			TcpHandlerMethods methods = context.methods();
			assertThat(methods.pools()).containsExactly("admin");
			assertThat(methods.methods()).singleElement().satisfies((method) -> {
				assertThat(method.beanName()).isEqualTo("handlerMethodFinderTests.MetaAnnotatedAdmin");
				assertThat(method.pool()).isEqualTo("admin");
				assertThat(method.annotation()).isEqualTo(TcpHandler.class);
				assertThat(method.description()).isEqualTo(MetaAnnotatedAdmin.class.getName() + ".greet(String)");
				assertThat(method)
					.hasToString("@TcpHandler " + method.description() + " of bean '" + method.beanName() + "'");
			});
		}
	}

	@Test
	void aMethodThatNamesAnEmptyPoolIsNotForEveryPool() {
		try (HandlerContext context = HandlerContext.of(EmptyPool.class, PlainHandler.class)) {
			assertThat(context.methods().methods()).extracting(TcpHandlerMethod::pool).containsExactly("", "default");
			assertThat(context.endpoint().handlesConnectionEvents()).isFalse();
		}
	}

	@Test
	void thereIsNoEndpointForAPoolThatNoMethodNames() {
		try (HandlerContext context = HandlerContext.of(MetaAnnotatedAdmin.class)) {
			assertThatIllegalArgumentException().isThrownBy(context::endpoint)
				.withMessage("Pool 'default' has no handler method; the pools with handler methods are [admin]");
		}
	}

	@Component
	static class EmptyPool {

		@TcpConnected(pool = "")
		void connected() {
		}

	}

	@Component
	static class PlainHandler {

		@TcpHandler
		String greet(String name) {
			return "hello " + name;
		}

	}

	@Component
	static class PrivateHandler {

		@TcpHandler
		private String greet(String name) {
			return "hello " + name;
		}

	}

	@Lazy
	@Component
	static class LazyHandler extends PlainHandler {

	}

	@Component
	static class InheritedHandler extends PlainHandler {

		@Override
		String greet(String name) {
			return super.greet(name);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@TcpHandler
	@interface Greeting {

		@AliasFor(annotation = TcpHandler.class, attribute = "pool")
		String value() default "default";

	}

	@Component
	static class MetaAnnotatedHandler {

		@Greeting
		String greet(String name) {
			return "hello " + name;
		}

	}

	@Component
	static class MetaAnnotatedAdmin {

		@Greeting("admin")
		String greet(String name) {
			return "hello " + name;
		}

	}

	abstract static class Generic<T> {

		@TcpHandler
		T greet(T name) {
			return hello(name);
		}

		abstract T hello(T name);

	}

	@Component
	static class GenericHandler extends Generic<String> {

		@Override
		String hello(String name) {
			return "hello " + name;
		}

	}

	interface GenericLine<T> {

		@TcpHandler
		T greet(T name);

	}

	@Component
	static class GenericInterfaceHandler implements GenericLine<String> {

		@Override
		public String greet(String name) {
			return "hello " + name;
		}

	}

	interface DefaultLine {

		@TcpHandler
		default String greet(String name) {
			return "hello " + name;
		}

	}

	@Component
	static class DefaultMethodHandler implements DefaultLine {

	}

	interface Line {

		String greet(String name);

	}

	static class LineHandler implements Line {

		@Override
		@TcpHandler
		public String greet(String name) {
			return "hello " + name;
		}

	}

	@Configuration
	static class ConfigurationHandler {

		@TcpHandler
		private String greet(String name) {
			return "hello " + name;
		}

	}

	@Configuration
	static class InterfaceBean {

		@Bean
		Line line() {
			return new LineHandler();
		}

	}

	@FunctionalInterface
	interface AnnotatedLine {

		@TcpHandler
		String greet(String name);

	}

	@Configuration
	static class LambdaBean {

		@Bean
		AnnotatedLine line() {
			return (name) -> "hello " + name;
		}

	}

	@Configuration
	static class FactoryBeanHandler {

		@Bean
		FactoryBean<PlainHandler> line() {
			return new FactoryBean<>() {

				@Override
				public PlainHandler getObject() {
					return new PlainHandler();
				}

				@Override
				public Class<?> getObjectType() {
					return PlainHandler.class;
				}

			};
		}

	}

	@Configuration
	static class LazyFactoryBean {

		@Bean
		@Lazy
		FactoryBean<?> untyped() {
			throw new IllegalStateException("created");
		}

	}

	@Configuration
	abstract static class Advised {

		@Bean
		static AtomicInteger advised() {
			return new AtomicInteger();
		}

		@Bean
		static DefaultPointcutAdvisor advisor(AtomicInteger advised) {
			NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
			pointcut.addMethodName("greet");
			return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) (invocation) -> {
				advised.incrementAndGet();
				return invocation.proceed();
			});
		}

		@Bean
		static DefaultAdvisorAutoProxyCreator proxyCreator() {
			return new DefaultAdvisorAutoProxyCreator();
		}

	}

	static class ClassProxied extends Advised {

		@Bean
		PlainHandler line() {
			return new PlainHandler();
		}

	}

	static class InterfaceProxied extends Advised {

		@Bean
		Line line() {
			return new LineHandler();
		}

	}

	static class GenericInterfaceProxied extends Advised {

		@Bean
		GenericLine<String> line() {
			return new GenericInterfaceHandler();
		}

	}

	static class LazyInterfaceProxied extends Advised {

		@Bean
		@Lazy
		LineHandler line() {
			return new LineHandler();
		}

	}

	@Configuration
	static class HandmadeProxy {

		@Bean
		Line line() {
			return (Line) new ProxyFactory(new LineHandler()).getProxy();
		}

	}

	@Configuration
	static class AnnotatedInterfaceProxied {

		@Bean
		AnnotatedLine line() {
			return ProxyFactory.getProxy(AnnotatedLine.class,
					(MethodInterceptor) (invocation) -> "hello " + invocation.getArguments()[0]);
		}

	}

	@Component
	@Scope(scopeName = ConfigurableBeanFactory.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedByClass extends PlainHandler {

	}

	@Component
	@Scope(scopeName = ConfigurableBeanFactory.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.INTERFACES)
	static class ScopedByInterface extends LineHandler {

	}

	@Component
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	static class Prototype extends PlainHandler {

	}

	static class Counting {

		private int messages;

		@TcpHandler
		String count() {
			this.messages++;
			return Integer.toString(this.messages);
		}

	}

	@Component
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	static class CountingPrototype extends Counting {

	}

	@Component
	static class CountingSingleton extends Counting {

	}

	static class Incomparable {

		@Override
		public boolean equals(Object other) {
			throw new IllegalStateException();
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	@Configuration
	static class NullBean {

		@Bean
		@Nullable PlainHandler line() {
			return null;
		}

	}

	@Component
	static class OrderedMethods {

		@TcpConnected
		@Order(4)
		void fourth() {
		}

		@TcpConnected
		@Order(3)
		void third() {
		}

		@TcpConnected
		@Order(1)
		void first() {
		}

	}

	@Component
	@Order(2)
	static class OrderedClass {

		@TcpConnected
		void second() {
		}

	}

}
