package io.netpool.tcp.framing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import io.netpool.tcp.FrameInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CharacterBoundaryTests {

	private static final String TEXT = "aé中あア한😀z";

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "GB18030", "Shift_JIS", "EUC-JP", "EUC-KR",
			"Big5", "ISO-8859-1", "US-ASCII", "windows-1252" })
	void piecesOfWholeCharactersAreTheText(String name) {
		Charset charset = Charset.forName(name);
		byte[] bytes = TEXT.getBytes(charset);
		String whole = new String(bytes, charset);
		assertThat(wholeCharacters(charset, bytes, bytes.length)).isEqualTo(bytes.length);
		for (int cut = 0; cut <= bytes.length; cut++) {
			int end = wholeCharacters(charset, bytes, cut);
			assertThat(end).isBetween(0, cut);
			assertThat(new String(bytes, 0, end, charset) + new String(bytes, end, bytes.length - end, charset))
				.isEqualTo(whole);
		}
	}

	@ParameterizedTest
	@CsvSource({ "61, 1", "C3, 0", "C3A9, 2", "E4, 0", "E4B8, 0", "E4B8AD, 3", "F0, 0", "F09F, 0", "F09F98, 0",
			"F09F9880, 4", "61F09F98, 1", "F09F9880F0, 4", "C3A9C3, 2" })
	void aUtf8CharacterThatIsNotWholeWaits(String hex, int expected) {
		assertThat(utf8(hex)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "80", "8080", "80808080", "C0", "C1", "F5", "FF", "FE", "F8", "E080", "E09F", "F080",
			"F48F80C0", "F490", "61BF", "F08080", "C3A980", "F0808080" })
	void malformedUtf8WaitsForNothing(String hex) {
		assertThat(utf8(hex)).isEqualTo(hex.length() / 2);
	}

	@Test
	void whatIsNoUtf8EndsWhereADecoderStops() {
		byte[] interesting = HexFormat.of().parseHex("4180BFC0C2C3E0A0EDEFF090F48FF5FF9F");
		Random random = new Random(42);
		byte[] bytes = new byte[6];
		for (int run = 0; run < 200_000; run++) {
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = interesting[random.nextInt(interesting.length)];
			}
			int length = random.nextInt(bytes.length + 1);
			assertThat(wholeCharacters(StandardCharsets.UTF_8, bytes, length))
				.as(() -> HexFormat.of().formatHex(bytes, 0, length))
				.isEqualTo(decoderStops(bytes, length));
		}
	}

	@Test
	void looksAtNoByteBeyondTheLength() {
		byte[] bytes = "é".getBytes(StandardCharsets.UTF_8);
		assertThat(wholeCharacters(StandardCharsets.UTF_8, bytes, 1)).isZero();
		assertThat(wholeCharacters(Charset.forName("Shift_JIS"), "あ".getBytes(Charset.forName("Shift_JIS")), 1))
			.isZero();
	}

	@Test
	void aCharacterForEachByteIsWholeWhereOthersAreLonger() {
		byte[] bytes = "abcdef".getBytes(StandardCharsets.US_ASCII);
		assertThat(wholeCharacters(Charset.forName("GB18030"), bytes, 6)).isEqualTo(6);
	}

	@Test
	void aSurrogatePairIsOneCharacter() {
		byte[] bytes = "😀".getBytes(StandardCharsets.UTF_16BE);
		assertThat(wholeCharacters(StandardCharsets.UTF_16BE, bytes, 3)).isZero();
		assertThat(wholeCharacters(StandardCharsets.UTF_16BE, bytes, 4)).isEqualTo(4);
	}

	@Test
	void singleByteCharsetsAreBytes() {
		assertThat(CharacterBoundary.of(StandardCharsets.ISO_8859_1)).isSameAs(CharacterBoundary.BYTES);
		assertThat(CharacterBoundary.of(Charset.forName("IBM500"))).isSameAs(CharacterBoundary.BYTES);
	}

	private static int utf8(String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		return wholeCharacters(StandardCharsets.UTF_8, bytes, bytes.length);
	}

	/**
	 * Asked about bytes in the middle of an array.
	 */
	private static int wholeCharacters(Charset charset, byte[] bytes, int length) {
		byte[] array = new byte[bytes.length + 5];
		Arrays.fill(array, (byte) 0xC3);
		System.arraycopy(bytes, 0, array, 2, bytes.length);
		return CharacterBoundary.of(charset).wholeCharacters(new FrameInput(array, 2, 2 + bytes.length), length);
	}

	private static int decoderStops(byte[] bytes, int length) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		ByteBuffer input = ByteBuffer.wrap(bytes, 0, length);
		decoder.decode(input, CharBuffer.allocate(length + 1), false);
		return input.position();
	}

}
