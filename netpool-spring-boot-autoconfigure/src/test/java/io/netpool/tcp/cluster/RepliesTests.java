package io.netpool.tcp.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Replies}.
 */
class RepliesTests {

	private static final int MAX_PENDING = 2000;

	private final List<CompletableFuture<Long>> publications = new ArrayList<>();

	private final FakeEngine engine = new FakeEngine() {

		@Override
		public CompletionStage<Long> publish(String instance, byte[] message) {
			super.publish(instance, message);
			CompletableFuture<Long> publication = new CompletableFuture<>();
			RepliesTests.this.publications.add(publication);
			return publication;
		}

	};

	private final Publisher publisher = new Publisher(this.engine, FakeConnections.SELF, Runnable::run);

	private final Replies replies = new Replies(this.publisher, MAX_PENDING);

	@Test
	void whatExceedsTheBoundIsDroppedAndCounted() {
		this.replies.publish("one", new byte[900]);
		this.replies.publish("two", new byte[900]);
		assertThat(this.replies.dropped()).isOne();
		this.publications.get(0).complete(1L);
		assertThat(this.engine.calls).containsExactly("publish one");
	}

	@Test
	void whatWasPublishedMakesRoomForMore() {
		this.replies.publish("one", new byte[1800]);
		this.publications.get(0).complete(1L);
		this.replies.publish("two", new byte[1800]);
		assertThat(this.engine.calls).containsExactly("publish one", "publish two");
		assertThat(this.replies.dropped()).isZero();
	}

	@Test
	void whatWasNotPublishedMakesRoomForMore() {
		this.replies.publish("one", new byte[900]);
		this.replies.publish("one", new byte[700]);
		this.publisher.disconnected();
		this.replies.publish("two", new byte[700]);
		assertThat(this.engine.calls).containsExactly("publish one", "publish two");
		this.publications.get(0).completeExceptionally(new IllegalStateException("wanted"));
		this.publications.get(1).complete(1L);
		this.replies.publish("three", new byte[1800]);
		assertThat(this.engine.calls).endsWith("publish three");
		assertThat(this.replies.dropped()).isZero();
	}

}
