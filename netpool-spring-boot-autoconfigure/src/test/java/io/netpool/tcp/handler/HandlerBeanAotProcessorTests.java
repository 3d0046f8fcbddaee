package io.netpool.tcp.handler;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import com.google.protobuf.StringValue;
import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerBeanAotProcessorTests {

	@Test
	void handlerMethodsAreCalled() {
		RuntimeHints hints = process(Handlers.class);
		for (String name : List.of("connected", "order", "text", "proto", "failed")) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, name)).as(name)
				.accepts(hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, "noHandler")).rejects(hints);
	}

	@Test
	void whatIsConvertedIsBound() {
		RuntimeHints hints = process(Handlers.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Order.class, "item")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Receipt.class, "number")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(StringValue.class, "parser")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TcpConnection.class)).rejects(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Flux.class)).rejects(hints);
	}

	@Test
	void statesAreCreatedAndNotBound() throws NoSuchMethodException {
		RuntimeHints hints = process(Handlers.class);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(Session.class.getDeclaredConstructor()))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Session.class, "user")).rejects(hints);
	}

	@Test
	void handlersThatAreInheritedAreFoundInTheirBeansClass() {
		RuntimeHints hints = process(Configured.class);
		assertThat(RuntimeHintsPredicates.reflection().onType(Orders.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Inherited.class, "one")).accepts(hints);
	}

	@Test
	void whatIsConvertedIsKnownByTheBeansClass() {
		RuntimeHints hints = process(Orders.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Order.class, "item")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Receipt.class, "number")).accepts(hints);
	}

	@ParameterizedTest
	@ValueSource(classes = { Several.class, Streamed.class, Later.class, InAnArray.class, Nested.class })
	void whatRepliesHoldIsBound(Class<?> component) {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Receipt.class, "number"))
			.accepts(process(component));
	}

	@Test
	void aTypeThatIsBoundedByItselfIsBound() {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Part.class, "next"))
			.accepts(process(Tree.class));
	}

	@Test
	void otherBeansHaveNothingToDoWithIt() {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Other.class, "on"))
			.rejects(process(Other.class));
	}

	private static RuntimeHints process(Class<?> component) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			new AnnotatedBeanDefinitionReader(context).register(component);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(HandlerBeanAotProcessorTests.class)),
					new InMemoryGeneratedFiles());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			return generation.getRuntimeHints();
		}
	}

	record Order(String item) {

	}

	record Receipt(int number) {

	}

	static class Handlers {

		@TcpConnected
		void connected(TcpConnection connection, @TcpAttribute("user") String user, Session session) {
		}

		@TcpHandler("ORDER")
		Flux<Receipt> order(Order order) {
			return Flux.empty();
		}

		@TcpHandler("TEXT")
		String text(String message) {
			return message;
		}

		@TcpHandler
		void proto(StringValue message) {
		}

		@TcpExceptionHandler
		void failed(IllegalStateException failure) {
		}

		void noHandler() {
		}

	}

	@TcpConnectionState
	static class Session {

		String user() {
			return "ann";
		}

	}

	static class Inherited<M, R> {

		@TcpHandler("ONE")
		void one(M message) {
		}

		@TcpHandler("LAST")
		CompletionStage<Map<String, R>> last(String message) {
			return CompletableFuture.completedFuture(Map.of());
		}

	}

	static class Orders extends Inherited<Order, Receipt> {

	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		Orders orders() {
			return new Orders();
		}

	}

	static class Several {

		@TcpHandler
		List<Receipt> on(String message) {
			return List.of();
		}

	}

	static class Streamed {

		@TcpHandler
		Stream<Receipt> on(String message) {
			return Stream.empty();
		}

	}

	static class Later {

		@TcpHandler
		CompletableFuture<Receipt> on(String message) {
			return new CompletableFuture<>();
		}

	}

	static class InAnArray {

		@TcpHandler
		Receipt[] on(String message) {
			return new Receipt[0];
		}

	}

	static class Nested {

		@TcpHandler
		Map<String, List<Receipt>> on(String message) {
			return Map.of();
		}

	}

	record Part<P extends Part<P>>(P next) {

	}

	static class Tree {

		@TcpHandler
		<P extends Part<P>> void on(P part) {
		}

	}

	static class Other {

		void on(String message) {
		}

	}

}
