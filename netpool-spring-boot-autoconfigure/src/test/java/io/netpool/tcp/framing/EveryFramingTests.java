package io.netpool.tcp.framing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

import io.netpool.tcp.TcpFramingException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is true of every framing, for any messages, cut into any pieces.
 */
class EveryFramingTests {

	@Property(tries = 4000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void messagesInAnyPiecesComeOutTheSame(@ForAll("conversations") Conversation conversation,
			@ForAll("pieces") List<Integer> pieces) throws TcpFramingException {
		FramedStream stream = conversation.mode().stream();
		stream.readInPieces(conversation.bytes(), pieces);
		assertThat(stream.payloads()).containsExactlyElementsOf(conversation.payloads());
		assertThat(stream.waiting()).isZero();
	}

	@Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void anEchoWritesWhatWasRead(@ForAll("conversations") Conversation conversation) throws TcpFramingException {
		FramedStream stream = conversation.mode().stream();
		for (Message message : conversation.messages()) {
			byte[] frame = conversation.mode().frame(message.payload(), message.style());
			stream.read(frame);
			assertThat(stream.write(stream.payloads().get(stream.payloads().size() - 1))).isEqualTo(frame);
		}
	}

	@Property(tries = 4000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void anyBytesMeanTheSameInAnyPieces(@ForAll("garbage") Garbage garbage, @ForAll("pieces") List<Integer> pieces) {
		Outcome.assertThatPiecesDoNotMatter(garbage.mode(), garbage.bytes(), pieces);
	}

	@Property(tries = 4000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void anyBytesMeanTheSameInAnyPiecesWithAnySettings(@ForAll("settings") List<Integer> settings,
			@ForAll("meaningful") byte[] bytes, @ForAll("pieces") List<Integer> pieces) {
		Iterator<Integer> choices = settings.iterator();
		FramingMode mode = new FramingSettings((count) -> choices.next() % count).choose();
		Outcome.assertThatPiecesDoNotMatter(mode, bytes, pieces);
	}

	@Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void noCharacterOfRawTextIsSplit(@ForAll("texts") String text, @ForAll("pieces") List<Integer> pieces)
			throws TcpFramingException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		FramedStream stream = new FramedStream(Framings.raw(16, StandardCharsets.UTF_8));
		stream.readInPieces(bytes, pieces);
		StringBuilder read = new StringBuilder();
		stream.payloads().forEach((payload) -> read.append(new String(payload, StandardCharsets.UTF_8)));
		assertThat(read).hasToString(text);
		assertThat(stream.payloads()).allMatch((payload) -> payload.length <= 16);
		assertThat(stream.waiting()).isZero();
	}

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings()
			.withChars("aé中")
			.withCharRange('\0', '\u02FF')
			.ofMaxLength(40)
			.flatMap((text) -> Arbitraries.of("", "😀", "😀é😀").map((emoji) -> emoji + text + emoji));
	}

	@Provide
	Arbitrary<List<Integer>> settings() {
		return Arbitraries.integers().between(0, 1000).list().ofSize(FramingSettings.MOST_CHOICES);
	}

	@Provide
	Arbitrary<byte[]> meaningful() {
		return bytes(FramingSettings.ALPHABET, 400);
	}

	@Provide
	Arbitrary<List<Integer>> pieces() {
		return Arbitraries.integers().between(1, 20).list().ofMinSize(1).ofMaxSize(12);
	}

	@Provide
	Arbitrary<Conversation> conversations() {
		return modes()
			.flatMap((mode) -> messages(mode).list().ofMaxSize(8).map((messages) -> new Conversation(mode, messages)));
	}

	private static Arbitrary<FramingMode> modes() {
		return Arbitraries.of(FramingModes.byKind()).flatMap(Arbitraries::of);
	}

	private static Arbitrary<Message> messages(FramingMode mode) {
		Arbitrary<byte[]> payloads = bytes(mode.alphabet(), 240).map((bytes) -> carried(mode, bytes))
			.map(mode::payloadOf);
		return Combinators.combine(payloads, Arbitraries.integers().between(0, 5)).as(Message::new);
	}

	/**
	 * The bytes, if the mode can carry them; else without the bytes that mean something.
	 */
	private static byte[] carried(FramingMode mode, byte[] bytes) {
		if (mode.canCarry(bytes)) {
			return bytes;
		}
		return FramedStream.latin1("<x" + new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^c-z]", ""));
	}

	@Provide
	Arbitrary<Garbage> garbage() {
		return modes().flatMap((mode) -> bytes(mode.alphabet(), 800).map((bytes) -> new Garbage(mode, bytes)));
	}

	/**
	 * Bytes of which many mean something.
	 */
	private static Arbitrary<byte[]> bytes(String alphabet, int maxLength) {
		Arbitrary<Character> any = Arbitraries.chars().range('\0', '\u00FF');
		Arbitrary<Character> meaningful = alphabet.isEmpty() ? any
				: Arbitraries.of(alphabet.chars().mapToObj((value) -> (char) value).toList());
		return Arbitraries.of(0, 1, 4, 40)
			.flatMap((rarely) -> Arbitraries.frequencyOf(Tuple.of(rarely, any), Tuple.of(1, meaningful))
				.list()
				.ofMaxSize(maxLength))
			.map(EveryFramingTests::toBytes);
	}

	private static byte[] toBytes(List<Character> characters) {
		StringBuilder text = new StringBuilder();
		characters.forEach(text::append);
		return FramedStream.latin1(text.toString());
	}

	/**
	 * A message.
	 *
	 * @param payload its payload
	 * @param style which of the styles of its mode frames it
	 */
	record Message(byte[] payload, int style) {

		@Override
		public String toString() {
			return "'" + new String(this.payload, StandardCharsets.ISO_8859_1) + "' in style " + this.style;
		}

	}

	/**
	 * What a client sends.
	 *
	 * @param mode how it is framed
	 * @param messages its messages
	 */
	record Conversation(FramingMode mode, List<Message> messages) {

		byte[] bytes() {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			for (Message message : this.messages) {
				bytes.writeBytes(this.mode.frame(message.payload(), message.style()));
			}
			return bytes.toByteArray();
		}

		List<byte[]> payloads() {
			return this.messages.stream().map(Message::payload).toList();
		}

	}

	/**
	 * What a client sends that knows the framing no more than by hearsay.
	 *
	 * @param mode how it is read
	 * @param bytes the bytes
	 */
	record Garbage(FramingMode mode, byte[] bytes) {

		@Override
		public String toString() {
			return this.mode + " with '" + new String(this.bytes, StandardCharsets.ISO_8859_1) + "'";
		}

	}

}
