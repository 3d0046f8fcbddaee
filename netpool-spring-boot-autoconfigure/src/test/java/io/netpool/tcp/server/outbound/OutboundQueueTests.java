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

	/**
	 * Two messages of 100 bytes together.
	 */
	private static final int LIMIT = 100 + 2 * OutboundQueue.OVERHEAD;

	private final OutboundQueue outbound = new OutboundQueue(new OutboundSettings(LIMIT, OutboundOverflow.WAIT));

	private final Object[] taken = new Object[4];

	private OutboundQueue.OfferResult offer(int length) {
		return this.outbound.offer(message(length));
	}

	private static long charge(int length) {
		return length + OutboundQueue.OVERHEAD;
	}

	private static Tracked message(int length) {
		return new Tracked(new byte[length], new SendFuture());
	}

	@Test
	void whatFitsIsAddedAndIsPendingUntilItIsWritten() {
		assertThat(offer(60)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(offer(41)).isEqualTo(OutboundQueue.OfferResult.FULL);
		assertThat(this.outbound.pending()).isEqualTo(charge(60));
		assertThat(offer(40)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(this.outbound.pending()).isEqualTo(LIMIT);
		assertThat(this.outbound.isFull()).isFalse();
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(2);
		assertThat(this.outbound.pending()).isEqualTo(LIMIT);
		this.outbound.written(2, 100);
		assertThat(this.outbound.pending()).isZero();
	}

	@Test
	void whatIsLargerThanTheBoundIsAddedWhenNothingElseWaits() {
		assertThat(offer(LIMIT)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(this.outbound.isFull()).isTrue();
		assertThat(offer(1)).isEqualTo(OutboundQueue.OfferResult.FULL);
	}

	@Test
	void messagesWithoutBytesAreBoundedToo() {
		for (int bytes = 0; bytes + OutboundQueue.OVERHEAD <= LIMIT; bytes += OutboundQueue.OVERHEAD) {
			assertThat(offer(0)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		}
		assertThat(offer(0)).isEqualTo(OutboundQueue.OfferResult.FULL);
	}

	@Test
	void aReplyIsAddedAlsoWhereThereIsNoRoomWhichIsReported() {
		assertThat(this.outbound.reply(new byte[100])).isTrue();
		assertThat(this.outbound.reply(new byte[1])).isFalse();
		assertThat(this.outbound.reply(message(1))).isEqualTo(OutboundQueue.ReplyResult.OVERFLOWED);
		assertThat(this.outbound.isFull()).isTrue();
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(3);
	}

	@Test
	void aReplyThatIsLargerThanTheBoundHasRoomWhereAtMostHalfIsPending() {
		assertThat(this.outbound.reply(new byte[LIMIT])).isTrue();
		assertThat(this.outbound.reply(new byte[LIMIT])).isFalse();
		this.outbound.take(this.taken, ALL);
		this.outbound.written(2, 2 * LIMIT);
		this.outbound.reply(new byte[LIMIT / 2 - OutboundQueue.OVERHEAD]);
		assertThat(this.outbound.reply(message(LIMIT))).isEqualTo(OutboundQueue.ReplyResult.ADDED);
	}

	@Test
	void itIsEmptyWhenNothingIsQueuedNorPending() {
		assertThat(this.outbound.isEmpty()).isTrue();
		this.outbound.reply(new byte[1]);
		assertThat(this.outbound.isEmpty()).isFalse();
		this.outbound.take(this.taken, ALL);
		assertThat(this.outbound.isEmpty()).isFalse();
		this.outbound.written(1, 1);
		assertThat(this.outbound.isEmpty()).isTrue();
	}

	@Test
	void aMessageWithoutBytesIsPendingAllTheSame() {
		this.outbound.reply(new byte[0]);
		assertThat(this.outbound.isEmpty()).isFalse();
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
		assertThat(this.outbound.isEmpty()).isFalse();
		this.outbound.written(1, 0);
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
	void whatFollowsManyMessagesIsTakenInOrder() {
		for (int i = 0; i < 1000; i++) {
			this.outbound.reply(new byte[i]);
		}
		Object[] all = new Object[1000];
		assertThat(this.outbound.take(all, ALL)).isEqualTo(1000);
		assertThat((byte[]) all[999]).hasSize(999);
		assertThat(this.outbound.take(this.taken, ALL)).isZero();
		this.outbound.reply(new byte[1]);
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
	}

	@Test
	void memoryOfManyMessagesIsNotKept() {
		Object[] all = new Object[1000];
		for (int count : new int[] { 100, 1000, 100 }) {
			for (int i = 0; i < count; i++) {
				this.outbound.reply(new byte[1]);
			}
			assertThat(this.outbound.take(all, ALL)).isEqualTo(count);
			assertThat(this.outbound).extracting("queue")
				.matches((queue) -> (queue == null) == (count == 1000), "is kept only after few messages");
		}
	}

	@Test
	void aChangeOfFramingLiesBetweenMessagesAndHasNoPayload() {
		FramingChange change = new FramingChange(Framings.line(10));
		this.outbound.reply(new byte[1]);
		this.outbound.change(change);
		this.outbound.reply(new byte[2]);
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(3);
		assertThat(this.taken[1]).isSameAs(change);
		assertThat(OutboundQueue.payload(change)).isEmpty();
		assertThat(OutboundQueue.payload(this.taken[2])).hasSize(2);
		this.outbound.written(3, 3);
		assertThat(this.outbound.isEmpty()).isTrue();
	}

	@Test
	void aChangeOfFramingFollowsItsReply() {
		FramingChange change = new FramingChange(Framings.line(10));
		this.outbound.reply(new byte[1], change);
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(2);
		assertThat(OutboundQueue.payload(this.taken[0])).hasSize(1);
		assertThat(this.taken[1]).isSameAs(change);
	}

	@Test
	void theStartOfTlsLiesBehindItsReplyAndNothingIsTakenBehindIt() {
		this.outbound.startTls(new byte[3]);
		this.outbound.reply(new byte[2]);
		assertThat(this.outbound.take(this.taken, ALL)).isEqualTo(2);
		assertThat(OutboundQueue.payload(this.taken[0])).hasSize(3);
		assertThat(this.taken[1]).isSameAs(OutboundQueue.TLS_START);
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
		this.outbound.written(3, 5);
		assertThat(this.outbound.isEmpty()).isTrue();
	}

	@Test
	void thereIsRoomAgainWhenHalfIsWritten() {
		for (int i = 0; i < 3; i++) {
			this.outbound.reply(new byte[12]);
		}
		CompletableFuture<Void> room = this.outbound.room(1);
		assertThat(this.outbound.room(2)).isSameAs(room);
		assertThat(this.outbound.written(1, 12)).isFalse();
		assertThat(room).isNotDone();
		assertThat(this.outbound.written(1, 12)).isTrue();
		assertThat(room).isDone();
		this.outbound.reply(new byte[100]);
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
		assertThat(offer(10)).isEqualTo(OutboundQueue.OfferResult.ADDED);
		assertThat(offer(91)).isEqualTo(OutboundQueue.OfferResult.FULL);
		CompletableFuture<Void> room = this.outbound.room(91);
		assertThat(room).isNotDone();
		this.outbound.written(1, 10);
		assertThat(room).isDone();
		assertThat(offer(91)).isEqualTo(OutboundQueue.OfferResult.ADDED);
	}

	@Test
	void afterItsEndNothingIsAddedAndNobodyWaits() {
		this.outbound.reply(new byte[LIMIT]);
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
		assertThat(this.outbound.reply(message(1))).isEqualTo(OutboundQueue.ReplyResult.CLOSED);
		assertThat(this.outbound.take(this.taken, ALL)).isOne();
		assertThat(this.outbound.written(1, LIMIT)).isTrue();
		assertThat(this.outbound.isEmpty()).isTrue();
	}

}
