package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EscapedBytesTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			END, 454E44
			\\r\\n, 0D0A
			a\\tb, 610962
			\\0, 00
			\\012, 003132
			\\\\n, 5C6E
			\\x1C\\x0d, 1C0D
			\\xFFé, FFC3A9
			\\u0003, 03
			\\u00e9, C3A9
			\\uD83D\\uDE00, F09F9880
			😀, F09F9880
			"", ""
			""")
	void areTextWithEscapes(String text, String hex) {
		assertThat(Framings.bytes(text, StandardCharsets.UTF_8)).isEqualTo(HexFormat.of().parseHex(hex));
	}

	@Test
	void charactersAreWrittenInTheCharset() {
		assertThat(Framings.bytes("\\u00e9\\xC3", StandardCharsets.ISO_8859_1)).containsExactly(0xE9, 0xC3);
	}

	@Test
	void controlCharactersMayStandForThemselves() {
		assertThat(Framings.bytes("\u0003\n", StandardCharsets.UTF_8)).containsExactly(3, '\n');
	}

	@ParameterizedTest
	@CsvSource({ "ab\\q, \\q, 2", "\\, \\, 0", "\\x1, \\x1, 0", "\\xZZend, \\xZZ, 0", "a\\u12, \\u12, 1",
			"\\u12G4!, \\u12G4, 0" })
	void anotherEscapeIsNamed(String text, String escape, int index) {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.bytes(text, StandardCharsets.UTF_8))
			.withMessage("'" + escape + "' at index " + index + " is not a valid escape");
	}

	@ParameterizedTest
	@CsvSource({ "€", "\\u20AC" })
	void aCharacterThatTheCharsetDoesNotHaveIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.bytes(text, StandardCharsets.ISO_8859_1))
			.withMessage("'€' cannot be encoded in ISO-8859-1");
	}

}
