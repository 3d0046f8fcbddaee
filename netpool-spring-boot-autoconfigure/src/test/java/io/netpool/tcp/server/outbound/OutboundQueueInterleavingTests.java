package io.netpool.tcp.server.outbound;

import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.interleaving.Interleaved;
import io.netpool.tcp.interleaving.Steps;
import io.netpool.tcp.server.outbound.OutboundQueue.OfferResult;
import io.netpool.tcp.server.outbound.OutboundQueue.Tracked;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import org.junit.jupiter.api.Test;

/**
 * Checks that the outbound queue loses and reorders nothing, holds no sender for good,
 * and counts what is pending, in whatever order senders and event loop take their steps.
 */
@Interleaved
class OutboundQueueInterleavingTests {

	private static OutboundQueue queue(int messages) {
		return new OutboundQueue(new OutboundSettings(messages * (OutboundQueue.OVERHEAD + 1L), OutboundOverflow.WAIT));
	}

	/**
	 * Offer a message as a sender does that may wait.
	 */
	private static OfferResult send(OutboundQueue queue, int message) {
		byte[] payload = { (byte) message };
		OfferResult result;
		while ((result = queue.offer(new Tracked(payload, SendResult.IGNORED))) == OfferResult.FULL) {
			Steps.await(queue.room(payload.length)::isDone);
		}
		return result;
	}

	/**
	 * Take one item, and have its bytes written.
	 * @return the message, or 0
	 */
	private static int write(OutboundQueue queue) {
		Object[] items = new Object[1];
		if (queue.take(items, 1) == 0) {
			return 0;
		}
		byte[] payload = OutboundQueue.payload(items[0]);
		queue.written(1, payload.length);
		return payload[0];
	}

	private static void check(boolean holds, Object state) {
		if (!holds) {
			throw new AssertionError(state);
		}
	}

	@Test
	void sendersThatWaitForRoomAreAllServedInTheirOrder() {
		OutboundQueue queue = queue(1);
		Steps.start(() -> {
			check(send(queue, 1) == OfferResult.ADDED, "refused");
			check(send(queue, 2) == OfferResult.ADDED, "refused");
		});
		Steps.start(() -> check(send(queue, 11) == OfferResult.ADDED, "refused"));
		List<Integer> written = new ArrayList<>();
		while (written.size() < 3) {
			Steps.await(() -> !queue.isEmpty());
			written.add(write(queue));
		}
		Steps.awaitOthers();
		check(written.contains(11) && written.indexOf(1) < written.indexOf(2), written);
		check(queue.pending() == 0 && queue.isEmpty(), queue.pending());
	}

	@Test
	void aQueueThatClosesHoldsNoSenderAndKeepsWhatItAccepted() {
		OutboundQueue queue = queue(1);
		int[] added = new int[2];
		for (int i = 0; i < 2; i++) {
			int sender = i;
			Steps.start(() -> added[sender] = (send(queue, sender + 1) == OfferResult.ADDED) ? 1 : 0);
		}
		queue.close();
		Steps.awaitOthers();
		int kept = 0;
		while (write(queue) > 0) {
			kept++;
		}
		check(kept == added[0] + added[1] && queue.pending() == 0, kept);
		check(send(queue, 3) == OfferResult.CLOSED, "accepted after the end");
	}

	@Test
	void nothingComesBetweenAReplyAndTheStartOfTlsAfterIt() {
		OutboundQueue queue = queue(100);
		Steps.start(() -> queue.startTls(new byte[] { 1 }));
		Steps.start(() -> send(queue, 2));
		Object[] items = new Object[3];
		Steps.awaitOthers();
		int count = queue.take(items, 100);
		check(items[count - 1] == OutboundQueue.TLS_START, count);
		check(OutboundQueue.payload(items[count - 2])[0] == 1, count);
	}

}
