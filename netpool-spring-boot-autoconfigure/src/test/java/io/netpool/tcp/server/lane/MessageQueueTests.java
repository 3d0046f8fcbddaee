package io.netpool.tcp.server.lane;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageQueue}.
 */
class MessageQueueTests {

	@Test
	void whatWasPutIsSeenOnceItIsPublished() {
		MessageQueue queue = new MessageQueue(10);
		queue.put("one");
		assertThat(queue.poll()).isNull();
		assertThat(queue.publish()).isTrue();
		assertThat(queue.publish()).isFalse();
		assertThat(queue.poll()).isEqualTo("one");
		assertThat(queue.poll()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 15, 16, 17, 100 })
	void itIsFullAtItsCapacityUntilWhatWasTakenIsReleased(int capacity) {
		MessageQueue queue = new MessageQueue(capacity);
		for (int round = 0; round < 50; round++) {
			for (int i = 0; i < capacity; i++) {
				assertThat(queue.isFull()).isFalse();
				queue.put(i);
			}
			assertThat(queue.isFull()).isTrue();
			queue.publish();
			assertThat(queue.size()).isEqualTo(capacity);
			for (int i = 0; i < capacity; i++) {
				assertThat(queue.poll()).isEqualTo(i);
			}
			assertThat(queue.isFull()).isTrue();
			assertThat(queue.isEmpty()).isFalse();
			queue.release();
			assertThat(queue.isEmpty()).isTrue();
			assertThat(queue.isHalfEmpty()).isTrue();
		}
	}

	@Test
	void itIsHalfEmptyWhenHalfWasReleased() {
		MessageQueue queue = new MessageQueue(4);
		for (int i = 0; i < 4; i++) {
			queue.put(i);
		}
		queue.publish();
		queue.poll();
		queue.release();
		assertThat(queue.isHalfEmpty()).isFalse();
		queue.poll();
		queue.release();
		assertThat(queue.isHalfEmpty()).isTrue();
	}

	@Test
	void itIsFullAtItsMaximumOfBytesUntilHalfWasReleased() {
		MessageQueue queue = new MessageQueue(1000);
		int length = MessageQueue.MAX_BYTES / 4;
		for (int i = 0; i < 4; i++) {
			assertThat(queue.isFull()).isFalse();
			queue.put((i % 2 == 0) ? new byte[length] : "x".repeat(length / 2));
		}
		assertThat(queue.isFull()).isTrue();
		assertThat(queue.bytes()).isBetween(4 * length, 4 * length + 1000);
		queue.publish();
		queue.poll();
		queue.release();
		assertThat(queue.isFull()).isFalse();
		queue.poll();
		queue.release();
		assertThat(queue.isHalfEmpty()).isFalse();
		queue.poll();
		queue.release();
		assertThat(queue.isHalfEmpty()).isTrue();
		queue.poll();
		queue.release();
		assertThat(queue.bytes()).isZero();
	}

	@Test
	void anEmptyMessageCostsSomething() {
		MessageQueue queue = new MessageQueue(Integer.MAX_VALUE);
		for (int i = 0; i < MessageQueue.MAX_BYTES && !queue.isFull(); i++) {
			queue.put("");
		}
		assertThat(queue.isFull()).isTrue();
		queue.publish();
		assertThat(queue.size()).isLessThan(20_000);
	}

	@Test
	void aMessageThatIsStillBeingHandledIsNotReleased() {
		MessageQueue queue = new MessageQueue(2);
		queue.put("one");
		queue.put("two");
		queue.publish();
		int bytes = queue.bytes();
		queue.poll();
		queue.releaseAllButLast();
		assertThat(queue.size()).isEqualTo(2);
		queue.poll();
		queue.releaseAllButLast();
		assertThat(queue.size()).isOne();
		assertThat(queue.bytes()).isEqualTo(bytes / 2);
		queue.release();
		assertThat(queue.isEmpty()).isTrue();
		assertThat(queue.bytes()).isZero();
	}

	@Test
	void betweenTwoThreadsNothingIsLostOrOutOfOrder() throws InterruptedException {
		int count = 300_000;
		MessageQueue queue = new MessageQueue(100);
		Thread producer = new Thread(() -> {
			for (int i = 0; i < count; i++) {
				while (queue.isFull()) {
					queue.publish();
					Thread.yield();
				}
				queue.put(i);
				if (i % 7 == 0) {
					queue.publish();
				}
			}
			queue.publish();
		});
		producer.start();
		List<Object> wrong = new ArrayList<>();
		for (int expected = 0; expected < count;) {
			Object message = queue.poll();
			if (message == null) {
				queue.release();
				Thread.yield();
			}
			else if (!message.equals(expected++)) {
				wrong.add(message);
			}
		}
		producer.join();
		assertThat(wrong).isEmpty();
	}

}
