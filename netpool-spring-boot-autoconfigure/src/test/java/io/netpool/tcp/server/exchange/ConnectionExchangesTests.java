package io.netpool.tcp.server.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.server.outbound.OutboundQueue.Tracked;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.statistics.ExchangeTimes;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionExchanges} of which threads interleave in a certain way.
 */
class ConnectionExchangesTests {

	private final Owner owner = new Owner();

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final ConnectionExchanges exchanges = new ConnectionExchanges(this.owner, this.channel.eventLoop(),
			ExchangeSettings.defaults(), new ExchangeTimes());

	private CompletionStage<String> open() {
		return this.exchanges.open("command", String.class, (answer) -> true, Duration.ofHours(1));
	}

	@Test
	void aCommandThatIsQueuedAfterItsExchangeHasEndedIsNotWritten() {
		open();
		this.owner.beforeSend = () -> this.exchanges.close(CloseReason.CLIENT);
		CompletionStage<String> ended = open();
		assertThat(ended.toCompletableFuture()).isCompletedExceptionally();
		assertThat(ended.handle((answer, failure) -> ((TcpExchangeException) failure).reason()).toCompletableFuture())
			.isCompletedWithValue(Reason.NOT_SENT);
		byte[] other = {};
		@Nullable Object[] taken = { this.owner.sent.get(1), other, null };
		assertThat(this.exchanges.commandsSent(taken, 2)).isOne();
		assertThat(taken).containsExactly(other, null, null);
		assertThat(this.owner.discarded).containsExactly(this.owner.sent.get(1));
	}

	@Test
	void otherItemsAreWrittenInOrder() {
		open();
		open();
		@Nullable Object[] taken = { this.owner.sent.get(0), "x", this.owner.sent.get(1) };
		assertThat(this.exchanges.commandsSent(taken, 3)).isEqualTo(3);
		assertThat(taken).containsExactly(this.owner.sent.get(0), "x", this.owner.sent.get(1));
		assertThat(this.owner.discarded).isEmpty();
	}

	/**
	 * A connection whose messages stay queued.
	 */
	private static final class Owner implements ExchangeOwner {

		private final List<Tracked> sent = new ArrayList<>();

		private final List<Tracked> discarded = new ArrayList<>();

		private Runnable beforeSend = () -> {
		};

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public String label() {
			return "a connection";
		}

		@Override
		public @Nullable CloseReason closeReason() {
			return null;
		}

		@Override
		public byte[] encode(Object message) {
			return message.toString().getBytes(StandardCharsets.US_ASCII);
		}

		@Override
		public <T> Function<byte[], T> reader(Class<T> type) {
			return (bytes) -> type.cast(new String(bytes, StandardCharsets.US_ASCII));
		}

		@Override
		public void send(Tracked message, long nanos) {
			this.beforeSend.run();
			this.sent.add(message);
		}

		@Override
		public void withdraw(Tracked message) {
			// the event loop has taken it
		}

		@Override
		public void discarded(Tracked message) {
			this.discarded.add(message);
		}

		@Override
		public void answerFailed(Throwable failure) {
			throw new AssertionError(failure);
		}

	}

}
