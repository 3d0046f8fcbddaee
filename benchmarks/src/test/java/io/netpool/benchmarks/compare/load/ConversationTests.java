package io.netpool.benchmarks.compare.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.WritableByteChannel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConversationTests {

	private static final int SIZE = 64;

	private final Conversation conversation = new Conversation(new Messages(SIZE), 3);

	private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

	@BeforeEach
	void send() throws IOException {
		this.conversation.begin(7);
		this.conversation.ask(3);
		assertThat(this.conversation.send(new Recording(Channels.newChannel(this.sent)))).isTrue();
		assertThat(this.sent.toByteArray()).hasSize(3 * SIZE);
	}

	@Test
	void whatCameBackInAnyPiecesIsCountedOnceItIsWhole() throws IOException {
		byte[] bytes = this.sent.toByteArray();
		assertThat(this.conversation.check(ByteBuffer.wrap(bytes, 0, SIZE + 1))).isEqualTo(1);
		assertThat(this.conversation.check(ByteBuffer.wrap(bytes, SIZE + 1, SIZE - 2))).isZero();
		assertThat(this.conversation.unanswered()).isEqualTo(2);
		assertThat(this.conversation.check(ByteBuffer.wrap(bytes, 2 * SIZE - 1, SIZE + 1))).isEqualTo(2);
		assertThat(this.conversation.unanswered()).isZero();
	}

	@Test
	void aWrongByteIsFound() {
		byte[] bytes = this.sent.toByteArray();
		bytes[SIZE + 40] ^= 1;
		assertThatExceptionOfType(LoadException.class).isThrownBy(() -> this.conversation.check(ByteBuffer.wrap(bytes)))
			.withMessage("Connection 7: byte 40 of message 1 is wrong");
	}

	@Test
	void aMessageThatWasLeftOutIsFound() {
		byte[] bytes = this.sent.toByteArray();
		assertThatExceptionOfType(LoadException.class)
			.isThrownBy(() -> this.conversation.check(ByteBuffer.wrap(bytes, SIZE, SIZE)))
			.withMessageContaining("of message 0 is wrong");
	}

	@Test
	void anAnswerOfAnotherConnectionIsFound() throws IOException {
		Conversation other = new Conversation(new Messages(SIZE), 3);
		other.begin(8);
		other.ask(3);
		other.send(new Recording(Channels.newChannel(new ByteArrayOutputStream())));
		assertThatExceptionOfType(LoadException.class)
			.isThrownBy(() -> other.check(ByteBuffer.wrap(this.sent.toByteArray())))
			.withMessageStartingWith("Connection 8");
	}

	@Test
	void moreThanWasSentIsFound() throws IOException {
		byte[] bytes = this.sent.toByteArray();
		this.conversation.check(ByteBuffer.wrap(bytes));
		assertThatExceptionOfType(LoadException.class)
			.isThrownBy(() -> this.conversation.check(ByteBuffer.wrap(bytes, 0, 1)))
			.withMessageContaining("more came back than was sent");
	}

	/**
	 * Takes everything at once.
	 *
	 * @param target where to
	 */
	private record Recording(WritableByteChannel target) implements GatheringByteChannel {

		@Override
		public int write(ByteBuffer source) throws IOException {
			return this.target.write(source);
		}

		@Override
		public long write(ByteBuffer[] sources) throws IOException {
			return write(sources, 0, sources.length);
		}

		@Override
		public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
			long written = 0;
			for (int i = offset; i < offset + length; i++) {
				written += write(sources[i]);
			}
			return written;
		}

		@Override
		public boolean isOpen() {
			return this.target.isOpen();
		}

		@Override
		public void close() throws IOException {
			this.target.close();
		}

	}

}
