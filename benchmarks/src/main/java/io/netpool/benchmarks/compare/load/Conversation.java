package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * Messages of one connection, from writing them to comparing their replies.
 * <p>
 * They are held in a ring with one slot per message in flight. A message stays in its
 * slot, as sent, until all of its bytes have come back; only then is the slot reused.
 * Verification thus compares two memory regions, in the order of the stream.
 */
final class Conversation {

	private final Messages messages;

	private final int inFlight;

	private final ByteBuffer ring;

	private final ByteBuffer due;

	private final ByteBuffer[] unsent;

	private int connection;

	private long asked;

	private long sentBytes;

	private long checkedBytes;

	Conversation(Messages messages, int inFlight) {
		this.messages = messages;
		this.inFlight = inFlight;
		this.ring = ByteBuffer.allocateDirect(inFlight * messages.size());
		this.due = this.ring.duplicate();
		this.unsent = new ByteBuffer[] { this.ring.duplicate(), this.ring.duplicate() };
	}

	/**
	 * Resets the conversation for another connection.
	 */
	void begin(int connection) {
		this.connection = connection;
		this.asked = 0;
		this.sentBytes = 0;
		this.checkedBytes = 0;
	}

	/**
	 * Adds messages to send.
	 */
	void ask(int count) {
		if (unanswered() + count > this.inFlight) {
			throw new IllegalStateException(unanswered() + " messages are unanswered, and " + count
					+ " more would be more than " + this.inFlight);
		}
		for (int i = 0; i < count; i++) {
			int place = (int) (this.asked % this.inFlight);
			this.messages.write(this.ring, place * this.messages.size(), this.connection, (int) this.asked);
			this.asked++;
		}
	}

	int connection() {
		return this.connection;
	}

	/**
	 * Returns the number of messages added.
	 */
	long asked() {
		return this.asked;
	}

	/**
	 * Returns the number of messages added whose replies are not complete.
	 */
	int unanswered() {
		return (int) (this.asked - this.checkedBytes / this.messages.size());
	}

	/**
	 * Sends pending messages as far as the channel accepts them.
	 * @return whether all of them were sent
	 */
	boolean send(GatheringByteChannel channel) throws IOException {
		int length = (int) (this.asked * this.messages.size() - this.sentBytes);
		int from = place(this.sentBytes);
		int toTheEnd = Math.min(length, this.ring.capacity() - from);
		this.unsent[0].limit(from + toTheEnd).position(from);
		if (toTheEnd == length) {
			this.sentBytes += channel.write(this.unsent[0]);
		}
		else {
			this.unsent[1].limit(length - toTheEnd).position(0);
			this.sentBytes += channel.write(this.unsent);
		}
		return this.sentBytes == this.asked * this.messages.size();
	}

	/**
	 * Compares received bytes with the messages sent.
	 * @return the number of replies completed by this call
	 * @throws LoadException at the first byte that differs or was not sent
	 */
	int check(ByteBuffer answer) throws LoadException {
		long answered = this.checkedBytes / this.messages.size();
		int end = answer.limit();
		while (answer.position() < end) {
			int from = place(this.checkedBytes);
			int length = Math.min(end - answer.position(), this.ring.capacity() - from);
			if (this.checkedBytes + length > this.sentBytes) {
				throw new LoadException("Connection " + this.connection + ": more came back than was sent, behind "
						+ this.sentBytes + " bytes");
			}
			this.due.limit(from + length).position(from);
			answer.limit(answer.position() + length);
			int wrong = this.due.mismatch(answer);
			if (wrong >= 0) {
				throw wrong(this.checkedBytes + wrong);
			}
			this.checkedBytes += length;
			answer.position(answer.limit());
		}
		return (int) (this.checkedBytes / this.messages.size() - answered);
	}

	private LoadException wrong(long index) {
		return new LoadException("Connection " + this.connection + ": byte " + index % this.messages.size()
				+ " of message " + index / this.messages.size() + " is wrong");
	}

	private int place(long index) {
		return (int) (index % this.ring.capacity());
	}

}
