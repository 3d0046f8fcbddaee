package io.netpool.benchmarks.compare.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ConversationTests {

	private static final int SIZE = 64;

	private final Conversation conversation = new Conversation(new Messages(SIZE), 4);

	private final Wire wire = new Wire();

	@Test
	void aMessageIsALineWithItsConnectionAndItsNumber() throws Exception {
		this.conversation.begin(0xAB);
		this.conversation.ask(2);
		String sent = new String(send(), StandardCharsets.US_ASCII);
		assertThat(sent).hasSize(2 * SIZE).endsWith("\n");
		assertThat(sent.lines()).hasSize(2).allSatisfy((line) -> assertThat(line).hasSize(SIZE - 1));
		assertThat(sent).startsWith("000000ab00000000");
		assertThat(sent.substring(SIZE)).startsWith("000000ab00000001");
	}

	@Test
	void whatComesBackAsItWasSentIsAnswered() throws Exception {
		for (int round = 0; round < 10; round++) {
			this.conversation.ask(3);
			assertThat(check(send())).isEqualTo(3);
			assertThat(this.conversation.unanswered()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, SIZE - 1, SIZE, SIZE + 1 })
	void whatComesBackInPiecesIsAnsweredWithItsLastByte(int piece) throws Exception {
		this.conversation.ask(4);
		byte[] sent = send();
		int answered = 0;
		for (int from = 0; from < sent.length; from += piece) {
			answered += check(Arrays.copyOfRange(sent, from, Math.min(sent.length, from + piece)));
			assertThat(answered).isEqualTo(Math.min(sent.length, from + piece) / SIZE);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 7, 15, 16, SIZE / 2, SIZE - 2, SIZE - 1, SIZE, 2 * SIZE - 1 })
	void aWrongByteIsFoundWhereverItIs(int index) throws Exception {
		this.conversation.ask(2);
		byte[] sent = send();
		sent[index] ^= 1;
		assertThatExceptionOfType(LoadException.class).isThrownBy(() -> check(sent))
			.withMessage("Connection 0: byte " + index % SIZE + " of message " + index / SIZE + " is wrong");
	}

	@Test
	void aLostMessageIsFound() throws Exception {
		this.conversation.ask(3);
		byte[] sent = send();
		assertThatExceptionOfType(LoadException.class)
			.isThrownBy(() -> check(concat(message(sent, 0), message(sent, 2))))
			.withMessageContaining("of message 1 is wrong");
	}

	@Test
	void aLostLastMessageStaysUnanswered() throws Exception {
		this.conversation.ask(2);
		assertThat(check(message(send(), 0))).isOne();
		assertThat(this.conversation.unanswered()).isOne();
	}

	@Test
	void messagesInAnotherOrderAreFound() throws Exception {
		this.conversation.ask(2);
		byte[] sent = send();
		assertThatExceptionOfType(LoadException.class)
			.isThrownBy(() -> check(concat(message(sent, 1), message(sent, 0))))
			.withMessageContaining("of message 0 is wrong");
	}

	@Test
	void aMessageOfAnotherConnectionIsFound() throws Exception {
		this.conversation.ask(1);
		send();
		Conversation other = new Conversation(new Messages(SIZE), 1);
		other.begin(1);
		other.ask(1);
		other.send(this.wire);
		assertThatExceptionOfType(LoadException.class).isThrownBy(() -> check(this.wire.take()));
	}

	@Test
	void aMessageThatComesTwiceIsFound() throws Exception {
		this.conversation.ask(1);
		byte[] sent = send();
		check(sent);
		assertThatExceptionOfType(LoadException.class).isThrownBy(() -> check(sent))
			.withMessage("Connection 0: more came back than was sent, behind 64 bytes");
		this.conversation.ask(1);
		send();
		assertThatExceptionOfType(LoadException.class).isThrownBy(() -> check(sent))
			.withMessageContaining("of message 1 is wrong");
	}

	@Test
	void anAnswerThatComesBeforeItsMessageWasSentIsFound() {
		this.conversation.ask(1);
		assertThatExceptionOfType(LoadException.class).isThrownBy(() -> check(new byte[1]))
			.withMessageContaining("more came back than was sent");
	}

	@Test
	void aSocketThatTakesLittleGetsTheRestLater() throws Exception {
		this.wire.room = 100;
		this.conversation.ask(3);
		assertThat(this.conversation.send(this.wire)).isFalse();
		this.wire.room = 1000;
		assertThat(this.conversation.send(this.wire)).isTrue();
		assertThat(check(this.wire.take())).isEqualTo(3);
	}

	@Test
	void noMoreAreAskedThanMayBeInFlight() {
		this.conversation.ask(4);
		assertThatIllegalStateException().isThrownBy(() -> this.conversation.ask(1))
			.withMessage("4 messages are unanswered, and 1 more would be more than 4");
	}

	@Test
	void beginningAnewForgetsWhatWasUnanswered() throws Exception {
		this.conversation.ask(4);
		send();
		this.conversation.begin(1);
		assertThat(this.conversation.unanswered()).isZero();
		this.conversation.ask(1);
		assertThat(check(send())).isOne();
	}

	private byte[] send() throws IOException {
		assertThat(this.conversation.send(this.wire)).isTrue();
		return this.wire.take();
	}

	private int check(byte[] answer) throws LoadException {
		return this.conversation.check(ByteBuffer.wrap(answer));
	}

	private static byte[] message(byte[] sent, int number) {
		return Arrays.copyOfRange(sent, number * SIZE, (number + 1) * SIZE);
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	/**
	 * Keeps what is written to it, and takes as much at a time as it has room for.
	 */
	private static final class Wire implements GatheringByteChannel {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private int room = Integer.MAX_VALUE;

		byte[] take() {
			byte[] taken = this.bytes.toByteArray();
			this.bytes.reset();
			return taken;
		}

		@Override
		public int write(ByteBuffer source) {
			byte[] taken = new byte[Math.min(source.remaining(), this.room)];
			source.get(taken);
			this.bytes.writeBytes(taken);
			this.room -= taken.length;
			return taken.length;
		}

		@Override
		public long write(ByteBuffer[] sources) {
			return write(sources, 0, sources.length);
		}

		@Override
		public long write(ByteBuffer[] sources, int offset, int length) {
			return Arrays.stream(sources, offset, offset + length).mapToLong(this::write).sum();
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
