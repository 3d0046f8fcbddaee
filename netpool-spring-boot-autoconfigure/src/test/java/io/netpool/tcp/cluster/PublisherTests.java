package io.netpool.tcp.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.cluster.ClusterMessage.Acknowledged;
import io.netpool.tcp.cluster.ClusterMessage.Batch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Publisher}.
 */
class PublisherTests {

	private final List<CompletableFuture<Long>> publications = new ArrayList<>();

	private final FakeEngine engine = new FakeEngine() {

		@Override
		public CompletionStage<Long> publish(String instance, byte[] message) {
			super.publish(instance, message);
			return next();
		}

		@Override
		public CompletionStage<Long> publishToAll(byte[] message) {
			super.publishToAll(message);
			return next();
		}

		private CompletionStage<Long> next() {
			PublisherTests.this.publications.add(new CompletableFuture<>());
			return PublisherTests.this.publications.get(PublisherTests.this.publications.size() - 1);
		}

	};

	private final Publisher publisher = new Publisher(this.engine, FakeConnections.SELF, Runnable::run);

	private final List<String> results = new ArrayList<>();

	private static byte[] message(long number) {
		return MessageCodec.encode(FakeConnections.SELF,
				new Acknowledged(new long[] { number }, new int[1], new int[1]));
	}

	private void publish(@Nullable String instance, long number) {
		this.publisher.publish(instance, message(number), new Result(number));
	}

	/**
	 * The numbers of the messages in a publication.
	 */
	private static List<Long> numbers(byte[] message) {
		ClusterMessage decoded = MessageCodec.decode(message).message();
		return (decoded instanceof Batch batch)
				? batch.messages().stream().flatMap((part) -> numbers(part).stream()).toList()
				: List.of(((Acknowledged) decoded).sequences()[0]);
	}

	private List<List<Long>> published() {
		return this.engine.messages.stream().map(PublisherTests::numbers).toList();
	}

	@Test
	void aMessageAloneLeavesAtOnce() {
		assertThat(this.publisher.isIdle()).isTrue();
		publish("one", 1);
		assertThat(published()).containsExactly(List.of(1L));
		assertThat(this.publisher.isIdle()).isFalse();
		this.publications.get(0).complete(7L);
		assertThat(this.results).containsExactly("1: 7");
		assertThat(this.publisher.isIdle()).isTrue();
	}

	@Test
	void whatIsCollectedLeavesTogetherForEachInstance() {
		publish("one", 1);
		publish("one", 2);
		publish("two", 3);
		publish("one", 4);
		assertThat(published()).containsExactly(List.of(1L));
		this.publications.get(0).complete(1L);
		assertThat(published()).containsExactly(List.of(1L), List.of(2L, 4L), List.of(3L));
		this.publications.get(1).complete(0L);
		publish("one", 5);
		assertThat(published()).hasSize(3);
		this.publications.get(2).complete(1L);
		assertThat(published()).last().isEqualTo(List.of(5L));
		assertThat(this.results).containsExactly("1: 1", "2: 0", "4: 0", "3: 1");
	}

	@Test
	void whatGoesToAllKeepsItsPlace() {
		publish("one", 1);
		publish("one", 2);
		publish(null, 3);
		publish("one", 4);
		this.publications.get(0).complete(1L);
		assertThat(published()).containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L));
		assertThat(this.engine.calls).containsExactly("publish one", "publish one", "publish to all", "publish one");
	}

	@Test
	void aFailureIsThatOfEachMessageAndStopsNothing() {
		publish("one", 1);
		publish("one", 2);
		publish("one", 3);
		this.publications.get(0).completeExceptionally(new IllegalStateException("wanted"));
		this.publications.get(1).completeExceptionally(new IllegalStateException("wanted"));
		assertThat(this.results).containsExactly("1: unknown", "2: unknown", "3: unknown");
		assertThat(this.publisher.isIdle()).isTrue();
	}

	@Test
	void whatNobodyWaitsForDoesNotLeave() {
		publish("one", 1);
		this.publisher.publish("one", message(2), new Result(2) {

			@Override
			public boolean isOver() {
				return true;
			}

		});
		this.publications.get(0).complete(1L);
		assertThat(published()).hasSize(1);
		assertThat(this.results).containsExactly("1: 1", "2: unknown");
		assertThat(this.publisher.isIdle()).isTrue();
	}

	@Test
	void noPublicationIsMuchLongerThanOthers() {
		publish("one", 1);
		for (int i = 0; i < 4; i++) {
			this.publisher.publish("one", new byte[20_000], new Result(2 + i));
		}
		this.publications.get(0).complete(1L);
		assertThat(this.engine.messages).hasSize(5);
	}

	@Test
	void aListenerThatFailsHoldsUpNothing() {
		this.publisher.publish("one", message(1), new Result(1) {

			@Override
			public void published(long receivers) {
				throw new IllegalStateException("wanted");
			}

		});
		publish("one", 2);
		this.publications.get(0).complete(1L);
		this.publications.get(1).complete(1L);
		assertThat(this.results).containsExactly("2: 1");
		assertThat(this.publisher.isIdle()).isTrue();
	}

	@Test
	void anEngineThatThrowsHoldsUpNothing() {
		Publisher throwing = new Publisher(new FakeEngine() {

			@Override
			public CompletionStage<Long> publish(String instance, byte[] message) {
				throw new IllegalStateException("wanted");
			}

		}, FakeConnections.SELF, Runnable::run);
		throwing.publish("one", message(1), new Result(1));
		assertThat(this.results).containsExactly("1: unknown");
		assertThat(throwing.isIdle()).isTrue();
	}

	@Test
	void aPublicationThatIsNeverAnsweredHoldsUpNothingAfterAReconnect() {
		publish("one", 1);
		publish("one", 2);
		this.publisher.disconnected();
		assertThat(this.results).containsExactly("2: unknown");
		publish("one", 3);
		this.publications.get(0).complete(1L);
		assertThat(this.publisher.isIdle()).isFalse();
		this.publications.get(1).complete(1L);
		assertThat(this.results).containsExactly("2: unknown", "1: 1", "3: 1");
		assertThat(this.publisher.isIdle()).isTrue();
	}

	@Test
	void whoStopsWaitsForWhatIsUnderWay() throws InterruptedException {
		publish("one", 1);
		publish("one", 2);
		Thread engine = new Thread(() -> {
			this.publications.get(0).complete(1L);
			this.publications.get(1).complete(1L);
		});
		engine.start();
		this.publisher.awaitIdle(60_000);
		assertThat(this.results).containsExactly("1: 1", "2: 1");
		engine.join();
	}

	/**
	 * Records what became of a message.
	 */
	private class Result implements Publisher.Listener {

		private final long number;

		Result(long number) {
			this.number = number;
		}

		@Override
		public void published(long receivers) {
			PublisherTests.this.results.add(this.number + ": " + receivers);
		}

		@Override
		public void unknown() {
			PublisherTests.this.results.add(this.number + ": unknown");
		}

	}

}
