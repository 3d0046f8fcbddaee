package io.netpool.tcp.handler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Several;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.handler.reply.ReplyBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ReplyConverterTests {

	private final RecordingConnection connection = new RecordingConnection();

	@ParameterizedTest
	@ValueSource(classes = { Stage.class, Future.class, OneMono.class, AnyObject.class, StageOfAny.class })
	void oneReplyThatComesLaterIsTheReply(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.endpoint().message(this.connection, "hi")).isInstanceOf(Later.class);
			assertThat(context.reply(this.connection, "hi")).isEqualTo("hi!");
			assertThat(this.connection.sent).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { NoStage.class, EmptyStage.class, EmptyMono.class, EmptyFlux.class, EmptyList.class,
			OnlyNull.class, VoidStage.class })
	void nothingAndNullAreNoReply(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.reply(this.connection, "hi")).isNull();
			assertThat(this.connection.sent).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { SomeList.class, SomeStream.class, SomeArray.class, SomeFlux.class, ListLater.class,
			FluxLater.class, FluxElsewhere.class })
	void severalRepliesAreSentInOrder(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.reply(this.connection, "3")).isNull();
			assertThat(this.connection.sent).containsExactly("0", "1", "2");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { SomeList.class, SomeStream.class, SomeArray.class, SomeFlux.class, FluxElsewhere.class })
	void manyRepliesAreSentInOrder(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.reply(this.connection, "10000")).isNull();
			assertThat(this.connection.sent)
				.containsExactlyElementsOf(IntStream.range(0, 10000).mapToObj(Integer::toString).toList());
		}
	}

	@Test
	void repliesThatAreNoTextAreConverted() throws Throwable {
		try (HandlerContext context = HandlerContext.of(JsonLater.class)) {
			assertThat((byte[]) context.reply(this.connection, "hi")).asString().isEqualTo("{\"text\":\"hi\"}");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { DeclaredPage.class, PageOfAny.class, PageLater.class })
	void anIterableObjectOfTheApplicationIsOneReply(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat((byte[]) context.reply(this.connection, "hi")).asString()
				.isEqualTo("{\"content\":[\"hi\",\"ho\"]}");
			assertThat(this.connection.sent).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { DeclaredIterable.class, SetOfAny.class })
	void aCollectionAndWhatIsDeclaredAsIterableAreSeveralReplies(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.reply(this.connection, "hi")).isNull();
			assertThat(this.connection.sent).containsExactly("hi", "ho");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { OptionalText.class, OptionalLater.class, OptionalOfAny.class, Characters.class })
	void anOptionalAndCharactersAreText(Class<?> component) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThat(context.reply(this.connection, "hi")).isEqualTo("hi");
			assertThat(context.reply(this.connection, "")).isIn(null, "");
		}
	}

	@Test
	void anOptionalHasItsValueConverted() throws Throwable {
		try (HandlerContext context = HandlerContext.of(OptionalJson.class)) {
			assertThat((byte[]) context.reply(this.connection, "hi")).asString().isEqualTo("{\"text\":\"hi\"}");
			assertThat(context.reply(this.connection, "")).isNull();
		}
	}

	@Test
	void anOptionalMayHoldSeveralReplies() throws Throwable {
		try (HandlerContext context = HandlerContext.of(OptionalList.class)) {
			context.reply(this.connection, "3");
			assertThat(this.connection.sent).containsExactly("0", "1", "2");
		}
	}

	@Test
	void aGreetingMayBeOptional() throws Throwable {
		try (HandlerContext context = HandlerContext.of(OptionalGreeting.class)) {
			assertThat(context.endpoint().connected(this.connection)).isEqualTo(TcpReply.of("welcome"));
		}
	}

	@Test
	void whatCantBeConvertedLaterIsAConversionFailure() {
		try (HandlerContext context = HandlerContext.of(Unconvertible.class)) {
			assertThatExceptionOfType(TcpConversionException.class)
				.isThrownBy(() -> context.reply(this.connection, "hi"));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { FailingStage.class, FailingMono.class, FailingFlux.class, FailingStream.class })
	void whatAReplyCompletesWithIsThrown(Class<?> component) {
		try (HandlerContext context = HandlerContext.of(component)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> context.reply(this.connection, "hi"))
				.withMessage("disk full");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { CountedStream.class, CountedFlux.class })
	void noMoreIsFetchedThanTheClientReads(Class<? extends Counted> component) throws Throwable {
		this.connection.slow();
		try (HandlerContext context = HandlerContext.of(component)) {
			Counted counted = context.bean(component);
			TcpReply reply = begin(context);
			assertThat(counted.fetched).hasValue(ReplyBatch.MESSAGES);
			assertThat(((Later) reply).stage()).isNotCompleted();
			this.connection.written();
			assertThat(counted.fetched).as("not on the thread that has written").hasValue(ReplyBatch.MESSAGES);
			reply = ((Next) SettledReply.completed((Later) reply)).step().run();
			assertThat(counted.fetched).hasValue(2 * ReplyBatch.MESSAGES);
			assertThat(((Later) reply).stage()).isNotCompleted();
		}
	}

	@Test
	void longRepliesAreFetchedOneByOne() throws Throwable {
		this.connection.slow();
		try (HandlerContext context = HandlerContext.of(LongReplies.class)) {
			begin(context);
			assertThat(this.connection.sent).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { CountedStream.class, CountedFlux.class })
	void whenTheConnectionIsLostTheRestIsNotFetched(Class<? extends Counted> component) throws Throwable {
		this.connection.slow();
		try (HandlerContext context = HandlerContext.of(component)) {
			Counted counted = context.bean(component);
			TcpReply reply = begin(context);
			this.connection.lose();
			assertThat(SettledReply.of(reply)).isEqualTo(TcpReply.none());
			assertThat(counted.fetched).hasValue(ReplyBatch.MESSAGES);
			assertThat(counted.ended).isTrue();
		}
	}

	@Test
	void whenTheConnectionIsLostBetweenRepliesTheNextOneEndsIt() throws Throwable {
		try (HandlerContext context = HandlerContext.of(Hot.class)) {
			Hot hot = context.bean(Hot.class);
			TcpReply reply = begin(context);
			hot.sink.tryEmitNext("one").orThrow();
			this.connection.lose();
			assertThat(((Later) reply).stage()).isNotCompleted();
			hot.sink.tryEmitNext("two").orThrow();
			assertThat(SettledReply.of(reply)).isEqualTo(TcpReply.none());
			assertThat(this.connection.sent).containsExactly("one");
			assertThat(hot.sink.currentSubscriberCount()).isZero();
		}
	}

	@Test
	void aStreamIsClosedAtItsEnd() throws Throwable {
		try (HandlerContext context = HandlerContext.of(ClosedStream.class)) {
			context.reply(this.connection, "hi");
			assertThat(context.bean(ClosedStream.class).closed).isTrue();
		}
	}

	@Test
	void whenAnOpenConnectionDoesNotSendTheMessageFails() {
		RecordingConnection refusing = new RecordingConnection() {

			@Override
			public CompletionStage<Void> send(Object message) {
				return CompletableFuture.failedFuture(new TcpSendException("its client does not read"));
			}

		};
		for (Class<?> component : List.of(SomeList.class, SomeFlux.class)) {
			try (HandlerContext context = HandlerContext.of(component)) {
				assertThatExceptionOfType(TcpSendException.class).isThrownBy(() -> context.reply(refusing, "1"))
					.withMessage("its client does not read");
			}
		}
	}

	@Test
	void aReplyThatFailsWhereItIsFetchedIsThrown() {
		try (HandlerContext context = HandlerContext.of(FailingIterable.class)) {
			assertThatIllegalStateException().isThrownBy(() -> context.reply(this.connection, "hi"));
		}
	}

	/**
	 * Handle a message up to the first of its replies.
	 */
	private TcpReply begin(HandlerContext context) throws Throwable {
		return ((Several) context.endpoint().message(this.connection, "hi")).step().run(this.connection);
	}

	private static Stream<String> numbers(String count) {
		return IntStream.range(0, Integer.parseInt(count)).mapToObj(Integer::toString);
	}

	static class Stage {

		@TcpHandler
		CompletionStage<String> on(String message) {
			return CompletableFuture.supplyAsync(() -> message + "!");
		}

	}

	static class Future {

		@TcpHandler
		CompletableFuture<String> on(String message) {
			return CompletableFuture.completedFuture(message + "!");
		}

	}

	static class OneMono {

		@TcpHandler
		Mono<String> on(String message) {
			return Mono.just(message + "!").subscribeOn(Schedulers.parallel());
		}

	}

	static class AnyObject {

		@TcpHandler
		Object on(String message) {
			return Mono.just(message + "!");
		}

	}

	static class StageOfAny {

		@TcpHandler
		CompletionStage<?> on(String message) {
			return CompletableFuture.completedFuture(new StringBuilder(message).append('!'));
		}

	}

	static class NoStage {

		@TcpHandler
		@Nullable CompletionStage<String> on(String message) {
			return null;
		}

	}

	static class EmptyStage {

		@TcpHandler
		CompletionStage<String> on(String message) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class VoidStage {

		@TcpHandler
		CompletionStage<Void> on(String message) {
			return CompletableFuture.runAsync(() -> {
			});
		}

	}

	static class EmptyMono {

		@TcpHandler
		Mono<Void> on(String message) {
			return Mono.empty();
		}

	}

	static class EmptyFlux {

		@TcpHandler
		Flux<String> on(String message) {
			return Flux.empty();
		}

	}

	static class EmptyList {

		@TcpHandler
		List<String> on(String message) {
			return List.of();
		}

	}

	static class OnlyNull {

		@TcpHandler
		List<String> on(String message) {
			return Arrays.asList(null, null);
		}

	}

	static class SomeList {

		@TcpHandler
		List<String> on(String message) {
			return numbers(message).toList();
		}

	}

	static class SomeStream {

		@TcpHandler
		Stream<String> on(String message) {
			return numbers(message);
		}

	}

	static class SomeArray {

		@TcpHandler
		String[] on(String message) {
			return numbers(message).toArray(String[]::new);
		}

	}

	static class SomeFlux {

		@TcpHandler
		Flux<String> on(String message) {
			return Flux.fromStream(numbers(message));
		}

	}

	static class ListLater {

		@TcpHandler
		CompletionStage<List<String>> on(String message) {
			return CompletableFuture.completedFuture(numbers(message).toList());
		}

	}

	static class FluxLater {

		@TcpHandler
		Mono<Flux<String>> on(String message) {
			return Mono.just(Flux.fromStream(numbers(message)));
		}

	}

	static class FluxElsewhere {

		@TcpHandler
		Flux<String> on(String message) {
			return Flux.fromStream(numbers(message)).publishOn(Schedulers.fromExecutor(ForkJoinPool.commonPool()), 4);
		}

	}

	record Text(String text) {

	}

	@Import(JacksonConfiguration.class)
	static class JsonLater {

		@TcpHandler
		Mono<Text> on(String message) {
			return Mono.just(new Text(message));
		}

	}

	@Import(JacksonConfiguration.class)
	static class Unconvertible {

		@TcpHandler
		Flux<Object> on(String message) {
			Object[] itself = new Object[1];
			itself[0] = List.of(itself, itself);
			return Flux.just("fine", itself[0]);
		}

	}

	static class FailingStage {

		@TcpHandler
		CompletionStage<String> on(String message) {
			return CompletableFuture.failedFuture(new IOException("disk full"));
		}

	}

	static class FailingMono {

		@TcpHandler
		Mono<String> on(String message) {
			return Mono.error(new IOException("disk full"));
		}

	}

	static class FailingFlux {

		@TcpHandler
		Flux<String> on(String message) {
			return Flux.concat(Flux.just("one"), Flux.error(new IOException("disk full")));
		}

	}

	static class FailingStream {

		@TcpHandler
		Stream<String> on(String message) {
			return Stream.of("one", "two").map(FailingStream::fail);
		}

		private static String fail(String text) {
			return FailingStream.<String, RuntimeException>sneaky(new IOException("disk full"));
		}

		@SuppressWarnings("unchecked")
		private static <T, E extends Throwable> T sneaky(Throwable failure) throws E {
			throw (E) failure;
		}

	}

	static class Counted {

		final AtomicInteger fetched = new AtomicInteger();

		volatile boolean ended;

	}

	static class CountedStream extends Counted {

		@TcpHandler
		Stream<String> on(String message) {
			return Stream.generate(() -> "reply " + this.fetched.incrementAndGet()).onClose(() -> this.ended = true);
		}

	}

	static class CountedFlux extends Counted {

		@TcpHandler
		Flux<String> on(String message) {
			return Flux.<String>generate((sink) -> sink.next("reply " + this.fetched.incrementAndGet()))
				.doOnCancel(() -> this.ended = true);
		}

	}

	static class LongReplies {

		@TcpHandler
		Flux<byte[]> on(String message) {
			return Flux.generate((sink) -> sink.next(new byte[ReplyBatch.BYTES]));
		}

	}

	static class Hot {

		final Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();

		@TcpHandler
		Flux<String> on(String message) {
			return this.sink.asFlux();
		}

	}

	static class ClosedStream {

		boolean closed;

		@TcpHandler
		Stream<String> on(String message) {
			return Stream.of("one", "two").onClose(() -> this.closed = true);
		}

	}

	static class FailingIterable {

		@TcpHandler
		Iterable<String> on(String message) {
			List<String> replies = new ArrayList<>(List.of("one"));
			return () -> new Iterator<>() {

				@Override
				public boolean hasNext() {
					return true;
				}

				@Override
				public String next() {
					if (replies.isEmpty()) {
						throw new IllegalStateException("no more");
					}
					return replies.remove(0);
				}

			};
		}

	}

	/**
	 * Iterable, but no collection, as a page of Spring Data.
	 */
	record Page(List<String> content) implements Iterable<String> {

		@Override
		public Iterator<String> iterator() {
			return this.content.iterator();
		}

	}

	@Import(JacksonConfiguration.class)
	static class DeclaredPage {

		@TcpHandler
		Page on(String message) {
			return new Page(List.of(message, "ho"));
		}

	}

	@Import(JacksonConfiguration.class)
	static class PageOfAny {

		@TcpHandler
		Object on(String message) {
			return new Page(List.of(message, "ho"));
		}

	}

	@Import(JacksonConfiguration.class)
	static class PageLater {

		@TcpHandler
		Mono<Page> on(String message) {
			return Mono.just(new Page(List.of(message, "ho")));
		}

	}

	@Import(JacksonConfiguration.class)
	static class DeclaredIterable {

		@TcpHandler
		Iterable<String> on(String message) {
			return new Page(List.of(message, "ho"));
		}

	}

	static class SetOfAny {

		@TcpHandler
		Object on(String message) {
			return new LinkedHashSet<>(List.of(message, "ho"));
		}

	}

	static class OptionalText {

		@TcpHandler
		Optional<String> on(String message) {
			return Optional.of(message).filter((text) -> !text.isEmpty());
		}

	}

	static class OptionalLater {

		@TcpHandler
		CompletionStage<Optional<String>> on(String message) {
			return CompletableFuture.completedFuture(Optional.of(message).filter((text) -> !text.isEmpty()));
		}

	}

	static class OptionalOfAny {

		@TcpHandler
		Object on(String message) {
			return Optional.of(message).filter((text) -> !text.isEmpty());
		}

	}

	static class Characters {

		@TcpHandler
		char[] on(String message) {
			return message.toCharArray();
		}

	}

	@Import(JacksonConfiguration.class)
	static class OptionalJson {

		@TcpHandler
		Optional<Text> on(String message) {
			return Optional.of(message).filter((text) -> !text.isEmpty()).map(Text::new);
		}

	}

	static class OptionalList {

		@TcpHandler
		Optional<List<String>> on(String message) {
			return Optional.of(numbers(message).toList());
		}

	}

	static class OptionalGreeting {

		@TcpConnected
		Optional<String> on() {
			return Optional.of("welcome");
		}

		@TcpHandler
		void on(String message) {
		}

	}

}
