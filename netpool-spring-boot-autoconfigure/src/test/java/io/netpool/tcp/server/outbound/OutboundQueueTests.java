package io.netpool.tcp.server.outbound;

import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.outbound.OutboundQueue.FramingChange;
import io.netpool.tcp.server.outbound.OutboundQueue.Tracked;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutboundQueue} by itself.
 */
class OutboundQueueTests {

	private static final int ALL = Integer.MAX_VALUE;

	private final OutboundQueue outbound = new OutboundQueue(new OutboundSettings(100, OutboundOverflow.WAIT));

	private final Object[] taken = new Object[4];

	private OutboundQueue.OfferResult offer(int length) {
		return this.outbound.offer(message(length));
	}

	private static Tracked message(int length) {
		return new Tracked(new byte[length], new SendFuture());
	}

	@Test
	void whatFitsIsAddedAndIsPendingUntilItIsWritten() {
		assertThat(offer(60)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(offer(41)).isEqualTo(OutboundQueue.OfferResult.FULL);
		assertThat(this.outbound.pending()).isEqualTo(60);
		assertThat(offer(40)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(this.outbound.pending()).isEqualTo(100);
		assertThat(this.outbound.isFull()).isFalse();
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(2);
		assertThat(this.outbound.pending()).isEqualTo(100);
		this.outbound.written(100);
		assertThat(this.outbound.pending()).isZero();
	}

	@Test
	void whatIsLargerThanTheBoundIsAddedWhenNothingElseWaits() {
		assertThat(offer(101)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(this.outbound.isFull()).isTrue();
		assertThat(offer(1)).isEqualTo(OutboundQueue.OfferResult.FULL);
	}

	@Test
	void aReplyIsAddedAlsoWhereThereIsNoRoom() {
		this.outbound.reply(new byte[100]);
		this.outbound.reply(new byte[1]);
		assertThat(this.outbound.isFull()).isTrue();
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(2);
	}

	@Test
	void itIsEmptyWhenNothingIsQueuedNorPending() {
		assertThat(this.outbound.isEmpty()).isTrue();
		assertThat(this.outbound.hasQueued()).isFalse();
		this.outbound.reply(new byte[1]);
		assertThat(this.outbound.isEmpty()).isFalse();
		assertThat(this.outbound.hasQueued()).isTrue();
		this.outbound.take(this.taken, ALL);
		assertThat(this.outbound.isEmpty()).isFalse();
		assertThat(this.outbound.hasQueued()).isFalse();
		this.outbound.written(1);
		assertThat(this.outbound.isEmpty()).isTrue();
	}

	@Test
	void aMessageWithoutBytesIsQueuedAllTheSame() {
		this.outbound.reply(new byte[0]);
		assertThat(this.outbound.isEmpty()).isFalse();
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
		assertThat(this.outbound.isEmpty()).isTrue();
	}

	@Test
	void payloadsAreTakenInOrderUpToSoManyBytesAndAtLeastOne() {
		Tracked first = message(30);
		byte[] second = new byte[10];
		this.outbound.offer(first);
		this.outbound.reply(second);
		this.outbound.reply(new byte[5]);
		assertThat(this.outbound.take(this.taken, 1)).isOne();
		assertThat(this.taken[0]).isSameAs(first);
		assertThat(this.outbound.take(this.taken, 10)).isOne();
		assertThat(this.taken[0]).isSameAs(second);
		this.outbound.reply(new byte[5]);
		assertThat(this.outbound.take(this.taken, 6)).isEqualTo(2);
		assertThat(this.outbound.take(this.taken, 6)).isZero();
	}

	@Test
	void noMoreAreTakenThanThereIsPlaceFor() {
		for (int i = 0; i < 5; i++) {
			this.outbound.reply(new byte[1]);
		}
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(4);
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
	}

	@Test
	void aChangeOfFramingLiesBetweenMessagesAndHasNoBytes() {
		FramingChange change = new FramingChange(Framings.line(10));
		this.outbound.reply(new byte[1]);
		this.outbound.change(change);
		this.outbound.reply(new byte[2]);
		assertThat(this.outbound.pending()).isEqualTo(3);
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(3);
		assertThat(this.taken[1]).isSameAs(change);
		assertThat(OutboundQueue.payload(change)).isEmpty();
		assertThat(OutboundQueue.payload(this.taken[2])).hasSize(2);
	}

	@Test
	void theStartOfTlsLiesBehindItsReplyAndNothingIsTakenBehindIt() {
		this.outbound.startTls(new byte[3]);
		this.outbound.reply(new byte[2]);
		assertThat(this.outbound.pending()).isEqualTo(5);
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(2);
		assertThat(OutboundQueue.payload(this.taken[0])).hasSize(3);
		assertThat(this.taken[1]).isSameAs(OutboundQueue.TLS_START);
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
	}

	@Test
	void thereIsRoomAgainWhenHalfIsWritten() {
		this.outbound.reply(new byte[100]);
		CompletableFuture<Void> room = this.outbound.room(1);
		assertThat(this.outbound.room(2)).isSameAs(room);
		assertThat(this.outbound.written(49)).isFalse();
		assertThat(room).isNotDone();
		assertThat(this.outbound.written(1)).isTrue();
		assertThat(room).isDone();
		this.outbound.reply(new byte[50]);
		assertThat(this.outbound.room(1)).isNotDone();
	}

	@Test
	void whoseMessageFitsDoesNotWait() {
		assertThat(this.outbound.room(1000)).isDone();
		this.outbound.reply(new byte[90]);
		assertThat(this.outbound.room(10)).isDone();
		assertThat(this.outbound.room(11)).isNotDone();
	}

	@Test
	void aMessageThatDoesNotFitYetWaitsAlsoWhileLittleIsPending() {
		assertThat(offer(40)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(offer(90)).isEqualTo(OutboundQueue.OfferResult.FULL);
		CompletableFuture<Void> room = this.outbound.room(90);
		assertThat(room).isNotDone();
		this.outbound.written(40);
		assertThat(room).isDone();
		assertThat(offer(90)).isEqualTo(OutboundQueue.OfferResult.ADDED);
	}

	@Test
	void afterItsEndNothingIsAddedAndNobodyWaits() {
		this.outbound.reply(new byte[100]);
		CompletableFuture<Void> room = this.outbound.room(1);
		assertThat(this.outbound.isClosed()).isFalse();
		this.outbound.close();
		assertThat(this.outbound.isClosed()).isTrue();
		assertThat(room).isDone();
		assertThat(this.outbound.room(1)).isDone();
		this.outbound.reply(new byte[1]);
		this.outbound.startTls(new byte[1]);
		this.outbound.change(new FramingChange(Framings.line(10)));
		assertThat(offer(1)).isEqualTo(OutboundQueue.OfferResult.CLOSED);
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
		assertThat(this.outbound.written(100)).isTrue();
		assertThat(this.outbound.isEmpty()).isTrue();
	}

}
