package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.framing.FrameCursor.Search;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link ParsedFraming} and {@link FrameCursor}.
 */
class ParsedFramingTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 100 })
	void aFrameInAnyPiecesIsParsed(int piece) throws TcpFramingException {
		FramedStream stream = stream(ParsedFramingTests::request);
		stream.readInPieces(bytes("GET\r\n3\r\na\nb;PUT\n\nc\0;\n0\n;"), List.of(piece));
		assertThat(stream.messages()).containsExactly(new Request("GET", "a\nb"), new Request("PUT", "c"),
				new Request("", ""));
		assertThat(stream.waiting()).isZero();
	}

	@Test
	void theFrameEndsWhereTheParserStops() throws TcpFramingException {
		FramedStream stream = stream((input) -> input.readText(2));
		assertThat(stream.read("abcde").messages()).containsExactly("ab", "cd");
		assertThat(stream.waiting()).isOne();
	}

	@Test
	void theParserIsNotCalledBeforeABodyIsComplete() throws TcpFramingException {
		AtomicInteger calls = new AtomicInteger();
		FramedStream stream = stream((input) -> {
			calls.incrementAndGet();
			return input.readText(Integer.parseInt(input.readLine()));
		});
		stream.readInPieces(bytes("9\n123456789"), List.of(1));
		assertThat(stream.messages()).containsExactly("123456789");
		assertThat(calls).as("a call for each byte of the line, and one for the body").hasValue(3);
		stream.readInPieces(bytes("1\na"), List.of(1));
		assertThat(stream.messages()).hasSize(2);
	}

	@Test
	void aSearchGoesOnWhereItEnded() {
		FrameInput input = input("ab\ncd\n");
		assertThat(new FrameCursor(input, null).bytesBefore('\n')).isEqualTo(2);
		assertThat(new FrameCursor(input, new Search((byte) '\n', 0, 4)).bytesBefore('\n')).isEqualTo(5);
		assertThat(new FrameCursor(input, new Search((byte) 'c', 0, 4)).bytesBefore('\n')).isEqualTo(2);
		assertThat(new FrameCursor(input, new Search((byte) '\n', 1, 4)).bytesBefore('\n')).isEqualTo(2);
	}

	@Test
	void aSearchIsKeptForOneFrame() throws TcpFramingException {
		FramedStream stream = stream(FrameCursor::readLine);
		assertThat(stream.read("abc").read("d\ne\nf\n").messages()).containsExactly("abcd", "e", "f");
	}

	@Test
	void aLineEndsWithLfOrCrLf() throws TcpFramingException {
		assertThat(stream(FrameCursor::readLine).read("a\r\nb\n\r\n\nc\r\r\n").messages()).containsExactly("a", "b", "",
				"", "c\r");
	}

	@Test
	void textHasItsCharset() throws TcpFramingException {
		assertThat(stream((input) -> input.readText(2)).read("\u00C3\u00A9").messages()).containsExactly("é");
		assertThat(stream(FrameCursor::readLine).read("\u00C3\u00A9\n").messages()).containsExactly("é");
		assertThat(stream((input) -> input.readText(2, StandardCharsets.UTF_16BE)).read("\0a").messages())
			.containsExactly("a");
	}

	@Test
	void bytesAreReadAsTheyAre() throws TcpFramingException {
		FramedStream stream = new FramedStream(
				Framings.parsed(byte[].class, (input) -> input.readBytes(input.readUnsignedByte() - 0xFE)));
		assertThat(stream.read("\u00FF\u0080").messages()).containsExactly(new byte[] { (byte) 0x80 });
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT\n-1\n", "PUT\n99999999999\n", "PUT\nx\n", "PUT\n1\nab", "PUT\n0\n:" })
	void whatIsNoFrameIsRefusedAsSoonAsThatIsKnown(String bytes) {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> stream(ParsedFramingTests::request).read(bytes))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CloseReason.BAD_FRAME));
	}

	@Test
	void anArrayThatIsTooShortIsNoFrame() {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> stream((input) -> input.readLine().split(":")[1]).read("a\n"))
			.withMessage("The parser has thrown java.lang.ArrayIndexOutOfBoundsException");
	}

	@Test
	void theByteThatIsNotExpectedIsNamed() {
		FramedStream stream = stream((input) -> {
			input.expect("<\r\n");
			return "";
		});
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.read("<\n"))
			.withMessage("Byte 1 of the frame is not 0x0D");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE })
	void aNegativeLengthIsNamed(int length) {
		List<FrameParser<Object>> parsers = List.of((input) -> input.readText(length),
				(input) -> input.readBytes(length));
		assertThat(parsers).allSatisfy((parser) -> assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> stream(parser).read("a"))
			.withMessage("A length is negative"));
	}

	@Test
	void aLengthThatIsClaimedIsWaitedFor() throws TcpFramingException {
		FramedStream stream = stream((input) -> input.readText(Integer.parseInt(input.readLine())));
		assertThat(stream.read(Integer.MAX_VALUE + "\nabc").read("d").messages()).isEmpty();
		assertThat(stream.waiting()).isEqualTo(15);
	}

	@Test
	void whatIsNotExpectedIsRefusedWithItsFirstByte() throws TcpFramingException {
		FramedStream stream = stream((input) -> {
			String text = input.readText(2);
			input.expect(";\n");
			return text;
		});
		stream.read("ab");
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.read("\n"))
			.withMessage("Byte 2 of the frame is not 0x3B");
	}

	@Test
	void theMaximumLengthIsThatOfTheFrame() throws TcpFramingException {
		TcpFraming limited = Framings.limited(4, Framings.parsed(String.class, FrameCursor::readLine));
		assertThat(new FramedStream(limited).read("abc\n").messages()).containsExactly("abc");
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> new FramedStream(limited).read("abcde"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CloseReason.FRAME_TOO_LONG));
	}

	@Test
	void aParserThatHandlesExceptionsIsCalledAgainAllTheSame() throws TcpFramingException {
		FramedStream stream = stream((input) -> {
			try {
				return input.readLine();
			}
			catch (RuntimeException ex) {
				throw new TcpFramingException("No line");
			}
		});
		assertThat(stream.read("a").read("b\n").messages()).containsExactly("ab");
	}

	@Test
	void aDefectOfTheParserIsNoFaultOfTheClient() {
		assertThatNullPointerException().isThrownBy(() -> stream((input) -> {
			throw new NullPointerException(input.readLine());
		}).read("a\n"));
		assertThatIllegalStateException().isThrownBy(() -> stream((input) -> "").read("a"))
			.withMessage("The parser has read no byte");
	}

	@Test
	void whatIsWrittenIsTheFrame() throws TcpFramingException {
		assertThat(stream(FrameCursor::readLine).write("a\r\n")).isEqualTo("a\r\n");
	}

	@Test
	void connectionsShareNoState() throws TcpFramingException {
		TcpFraming framing = Framings.parsed(String.class, FrameCursor::readLine);
		assertThat(new FramedStream(framing).read("abcd").messages()).isEmpty();
		assertThat(new FramedStream(framing).read("a\nb").messages()).containsExactly("a");
		assertThat(framing.messageType()).isEqualTo(String.class);
	}

	private static Request request(FrameCursor input) throws TcpFramingException {
		String command = input.readLine();
		String length = input.readLine();
		String body = input.readText(length.isEmpty() ? input.bytesBefore(0) : Integer.parseInt(length));
		input.expect(length.isEmpty() ? "\0;" : ";");
		return new Request(command, body);
	}

	private static FramedStream stream(FrameParser<Object> parser) {
		return new FramedStream(Framings.parsed(Object.class, parser));
	}

	private static FrameInput input(String text) {
		return new FrameInput(bytes(text), 0, text.length());
	}

	private static byte[] bytes(String text) {
		return FramedStream.latin1(text);
	}

	private record Request(String command, String body) {

	}

}
