package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.TestPools;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.settings.ApplicationFraming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FramingFactory}: from YAML to frames.
 */
class FramingFactoryTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	static List<Example> examples() {
		return List.of(new Example(Map.of("mode", "raw"), "anything", List.of("anything")),
				new Example(Map.of("mode", "line"), "a\r\nb\n", List.of("a", "b")),
				new Example(Map.of("mode", "line", "terminator", "crlf"), "a\nb\r\n", List.of("a\nb")),
				new Example(Map.of("mode", "line", "terminator", "any"), "a\rb\nc\r\n", List.of("a", "b", "c")),
				new Example(Map.of("mode", "line", "skip", "\\r\\n "), "\r\n \na\n\n", List.of("a")),
				new Example(Map.of("mode", "line", "skip", ""), "\na\n", List.of("", "a")),
				new Example(Map.of("mode", "delimiter", "delimiter", "\\0", "skip", "\\n"), "\n\na\0\nb\n\0\n",
						List.of("a", "b\n")),
				new Example(Map.of("mode", "delimiter", "delimiter", "\\u0003"), "a\3b\3", List.of("a", "b")),
				new Example(Map.of("mode", "delimiter", "delimiter[0]", ";", "delimiter[1]", "\\n"), "a;b\n",
						List.of("a", "b")),
				new Example(Map.of("mode", "delimiter", "delimiter", ";", "keep-delimiter", "true"), "a;b;",
						List.of("a;", "b;")),
				new Example(Map.of("mode", "fixed-length", "length", "2"), "abcd", List.of("ab", "cd")),
				new Example(Map.of("mode", "length-field"), "\0\0\0\2ab\0\0\0\1c", List.of("ab", "c")),
				new Example(Map.of("mode", "length-field", "length-field.size", "2", "length-field.byte-order",
						"little-endian", "length-field.includes-itself", "true"), "\4\0ab", List.of("ab")),
				new Example(Map.of("mode", "length-field", "length-field.offset", "1", "length-field.size", "1",
						"length-field.strip", "false"), "T\2ab", List.of("T\2ab")),
				new Example(Map.of("mode", "length-field", "length-field.size", "2", "length-field.adjustment", "-1"),
						"\0\3ab", List.of("ab")),
				new Example(Map.of("mode", "length-field", "length-field.varint", "true"), "\2ab", List.of("ab")),
				new Example(Map.of("mode", "length-field", "length-field.varint", "true", "length-field.max-size", "2"),
						"\u0082\0ab", List.of("ab")),
				new Example(Map.of("mode", "length-field", "length-field.decimal", "true"), "0002ab0001c",
						List.of("ab", "c")),
				new Example(
						Map.of("mode", "length-field", "length-field.decimal", "true", "length-field.offset", "1",
								"length-field.size", "10", "length-field.adjustment", "1",
								"length-field.includes-itself", "true", "length-field.strip", "false"),
						"T0000000011ab", List.of("T0000000011ab")),
				new Example(Map.of("mode", "start-end", "start", "\\x0B", "end", "\\x1C\\r"), "\13a\34\r",
						List.of("a")),
				new Example(Map.of("mode", "start-end", "start", "<", "end", ">", "skip", " "), "\n <a> \n ",
						List.of("a")),
				new Example(Map.of("mode", "octet-counting"), "2 ab<1>c\n", List.of("ab", "<1>c")),
				new Example(Map.of("mode", "octet-counting", "skip", "\\0"), "2 ab\0\n\0<1>c\n", List.of("ab", "<1>c")),
				new Example(Map.of("mode", "length-field", "length-field.size", "1", "start", "xx", "end", "\\r\\n",
						"checksum.algorithm", "sum-8", "checksum.covers", "length"), "xx\2a\143\r\n", List.of("a")),
				new Example(Map.of("mode", "flag", "flag", "\\x7E"), "~a~b~", List.of("a", "b")),
				new Example(Map.of("mode", "flag", "flag", "~", "escapes", "~=}\\x02, }=}\\x01", "checksum.algorithm",
						"xor"), "~}\2}\2}\1}\1~", List.of("~~}")),
				new Example(Map.of("mode", "delimiter", "delimiter", ";", "escapes[0]", ";=<0", "escapes[1]", "<=<1"),
						"a<0<1;", List.of("a;<")),
				new Example(Map.of("mode", "jt808"), "~a}\2\37~~\1\1~", List.of("a~", "\1")),
				new Example(Map.of("mode", "jt808", "invalid-frames", "drop", "skip", "\\n"), "~a~\n~aa\0~\n",
						List.of("aa")),
				new Example(Map.of("mode", "jt808", "checksum.algorithm", "lrc"), "~a\u009F~", List.of("a")),
				new Example(Map.of("mode", "slip"), "\u00C0a\u00DB\u00DC\u00C0", List.of("a\u00C0")),
				new Example(Map.of("mode", "slip", "escapes", ""), "\u00C0a\u00DB\u00DC\u00C0",
						List.of("a\u00DB\u00DC")),
				new Example(Map.of("mode", "hdlc"), "~123456789n\u0090~", List.of("123456789")),
				new Example(Map.of("mode", "fixed-length", "length", "11", "checksum.algorithm", "crc-16-modbus"),
						"1234567897K", List.of("123456789")),
				new Example(Map.of("mode", "fixed-length", "length", "11", "checksum.algorithm", "crc-16-modbus",
						"checksum.byte-order", "big-endian"), "123456789K7", List.of("123456789")),
				new Example(Map.of("mode", "modbus-rtu"), "\1\3\0\0\0\n\u00C5\u00CD", List.of("\1\3\0\0\0\n")),
				new Example(Map.of("mode", "pairs", "checksum.algorithm", "xor"), "aabb", List.of("a", "b")),
				new Example(Map.of("mode", "pairs"), "abcd", List.of("ab", "cd")),
				new Example(Map.of("mode", "pairs", "skip", "\\n"), "\nab\n\ncd", List.of("ab", "cd")));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void eachModeIsChosenWithItsSettings(Example example) throws TcpFramingException {
		this.beans.addBean("pairs", new Pairs());
		TcpFraming framing = choose(example.settings());
		byte[] bytes = example.stream().getBytes(StandardCharsets.ISO_8859_1);
		FrameInput input = new FrameInput(bytes, 0, bytes.length);
		List<String> messages = new ArrayList<>();
		while (input.length() > 0 && framing.next(input)) {
			messages.add(new String(input.copy(input.payloadStart(), input.payloadStart() + input.payloadLength()),
					StandardCharsets.ISO_8859_1));
			input.advance();
		}
		assertThat(messages).isEqualTo(example.messages());
		assertThat(input.length()).isZero();
	}

	@Test
	void aMaximumOfAFramingOfTheApplicationIsToldFromThatOfTheSettings() {
		TcpFraming bean = (input) -> {
			throw TcpFramingException.tooLong(5);
		};
		this.beans.addBean("own", bean);
		TcpFraming framing = choose(Map.of("mode", "own"));
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> framing.next(new FrameInput(new byte[9], 0, 9)))
			.matches(ApplicationFraming::hasOwnMaximum);
	}

	@Test
	void escapesDoNotLimitAFixedLength() throws TcpFramingException {
		TcpFraming framing = choose(
				Map.of("mode", "fixed-length", "length", "100000", "escapes", "~=}\\x02, }=}\\x01"));
		FrameInput input = new FrameInput(new byte[100_000], 0, 100_000);
		assertThat(framing.next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(100_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "raw", "line", "jt808" })
	void aBeanHasNoNameOfAMode(String mode) {
		this.beans.addBean(mode, new Pairs());
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> choose(Map.of("mode", mode)))
			.withMessageContaining("is a mode of netpool and the name of a TcpFraming bean");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delimiter      | delimiter
			fixed-length   | length
			start-end      | start
			flag           | flag
			""")
	void whatAModeNeedsIsNamed(String mode, String missing) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> choose(Map.of("mode", mode)))
			.withMessage("Setting 'netpool.tcp.framing." + missing
					+ "' is not set, although 'netpool.tcp.framing.mode' is " + mode);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delimiter    | delimiter           | a\\q | cannot be used: '\\q' at index 1 is not a valid escape
			length-field | length-field.offset | -1  | is less than 0
			length-field | length-field.size   | 5   | is not a size of a length field
			flag         | flag                | ab  | is not a single byte
			line         | escapes             | a   | is not a byte and the two bytes that replace it
			line         | escapes             | a=b | is not a byte and the two bytes that replace it
			line         | last-reply          | \\q  | cannot be used: '\\q' at index 0 is not a valid escape
			line         | skip                | \\q  | cannot be used: '\\q' at index 0 is not a valid escape
			fixed-length | length              | 0   | is not between 1 and 536870912
			raw          | max-length          | 1B  | is not between 16 bytes and 512MB
			""")
	void aValueThatCanNotBeUsedIsNamed(String mode, String name, String value, String problem) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", mode, name, value)))
			.withMessage("Setting 'netpool.tcp.framing." + name + "' has the value '" + value + "', which " + problem)
			.satisfies((ex) -> assertThat(ex.remedy()).isNotBlank());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			varint=true  | max-size=0 | is not between 1 and 5
			varint=true  | max-size=6 | is not between 1 and 5
			decimal=true | size=0     | is not between 1 and 10
			decimal=true | size=11    | is not between 1 and 10
			""")
	void aSizeThatALengthCanNotHaveIsNamed(String kind, String size, String problem) {
		String[] named = size.split("=");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", "length-field", "length-field." + kind.split("=")[0], "true",
					"length-field." + named[0], named[1])))
			.withMessage("Setting 'netpool.tcp.framing.length-field." + named[0] + "' has the value '" + named[1]
					+ "', which " + problem);
	}

	@Test
	void theStartOfAMessageIsNotSkipped() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", "start-end", "start", "<<", "end", ">", "skip", " <")))
			.withMessage("Setting 'netpool.tcp.framing.skip' has the value ' <', which contains the first byte of "
					+ "'netpool.tcp.framing.start'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "skip", "last-reply" })
	void bytesAreNeitherSkippedNorAnsweredBeforeNettysCodecs(String name) {
		this.beans.addBean("codecs", (NettyFraming) (pipeline) -> {
		});
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", "codecs", name, "a")))
			.withMessage("Setting 'netpool.tcp.framing." + name + "' has the value 'a', which cannot be used: Netty's "
					+ "codecs decode the bytes before the framing does");
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void whatIsNoMessageIsAnsweredByTheLastReply(Map<String, String> mode, String stream) {
		this.beans.addBean("pairs", new Pairs());
		Map<String, String> settings = new HashMap<>(mode);
		settings.put("last-reply", "ERR\\0");
		byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> choose(settings).next(new FrameInput(bytes, 0, bytes.length)))
			.satisfies((ex) -> assertThat(ex.reply()).isEqualTo("ERR\0".getBytes(StandardCharsets.US_ASCII)));
		settings.put("last-reply", "");
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> choose(settings).next(new FrameInput(bytes, 0, bytes.length)))
			.satisfies((ex) -> assertThat(ex.reply()).isNull());
	}

	static List<Arguments> invalid() {
		return List.of(Arguments.of(Map.of("mode", "line", "max-length", "16B"), "a".repeat(20)),
				Arguments.of(Map.of("mode", "jt808", "skip", "\\n"), "\n~ab~"),
				Arguments.of(Map.of("mode", "pairs", "checksum.algorithm", "xor"), "ab"));
	}

	@Test
	void aChecksumOfNettysCodecsIsNamedByItsAlgorithm() {
		this.beans.addBean("codecs", (NettyFraming) (pipeline) -> {
		});
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", "codecs", "checksum.algorithm", "xor")))
			.withMessageStartingWith("Setting 'netpool.tcp.framing.checksum.algorithm' has the value 'xor'")
			.satisfies((ex) -> assertThat(ex.remedy()).doesNotContain("length-field"));
	}

	@ParameterizedTest
	@MethodSource("unterminated")
	void aLastMessageWithoutItsEndIsHandledOrDiscarded(Map<String, String> mode) throws TcpFramingException {
		FrameInput input = new FrameInput("<a".getBytes(), 0, 2);
		assertThat(choose(mode).last(input)).isFalse();
		Map<String, String> unterminated = new HashMap<>(mode);
		unterminated.put("unterminated", "true");
		assertThat(choose(unterminated).last(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(2);
	}

	static List<Map<String, String>> unterminated() {
		return List.of(Map.of("mode", "line"), Map.of("mode", "line", "terminator", "any", "skip", "\\n"),
				Map.of("mode", "delimiter", "delimiter", ";"), Map.of("mode", "octet-counting"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "end" })
	void whatIsEmptyIsNamed(String name) {
		Map<String, String> settings = new HashMap<>(Map.of("mode", "start-end", "start", "a", "end", "b"));
		settings.put(name, "");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> choose(settings))
			.withMessage("Setting 'netpool.tcp.framing." + name + "' is empty");
	}

	@Test
	void ofSeveralDelimitersTheOneThatCanNotBeUsedIsNamed() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", "delimiter", "delimiter[0]", "a", "delimiter[1]", "\\q")))
			.withMessageStartingWith("Setting 'netpool.tcp.framing.delimiter[1]' has the value '\\q'");
	}

	@Test
	void delimitersThatExcludeEachOtherAreNamed() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", "delimiter", "delimiter[0]", "\\r", "delimiter[1]", "\\r\\n")))
			.withMessage("Setting 'netpool.tcp.framing.delimiter' cannot be used: delimiter '\\x0D\\x0A' is never "
					+ "found, since delimiter '\\x0D' ends the frame before it is complete");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n.\r\n", ";\n", ",", " ", " ; " })
	void aSingleDelimiterIsTakenAsItIsWritten(String delimiter) throws TcpFramingException {
		byte[] bytes = ("a" + delimiter).getBytes(StandardCharsets.US_ASCII);
		FrameInput input = new FrameInput(bytes, 0, bytes.length);
		assertThat(choose(Map.of("mode", "delimiter", "delimiter", delimiter)).next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(1);
	}

	@Test
	void aNameThatIsNoModeNamesTheBeansThereAre() {
		this.beans.addBean("pairs", new Pairs());
		this.beans.addBean("other", "no framing");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> choose(Map.of("mode", "other")))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("octet-counting").contains("[pairs]"));
	}

	@Test
	void aCharsetWithShiftStatesCanNotBeRaw() {
		FramingFactory factory = factory(Map.of("charset", "ISO-2022-JP"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> factory.create().apply(MessageType.TEXT))
			.withMessage("Setting 'netpool.tcp.charset' has the value 'ISO-2022-JP', which cannot be used: raw framing "
					+ "divides the stream anywhere, but ISO-2022-JP cannot decode a piece of text without the text "
					+ "before it")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("set 'netpool.tcp.framing.mode' to another mode"));
		assertThat(factory.create().apply(MessageType.BYTES)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			start-end,    start,        0x02,      \\x02
			start-end,    end,          0x0D0x0a,  \\x0D\\x0A
			start-end,    skip,         0X0D 0x0A, \\x0D\\x0A
			flag,         flag,         0x7e,      \\x7E
			delimiter,    delimiter[0], 0x0D0A,    \\x0D\\x0A
			length-field, start,        0x2,       \\x02
			line,         last-reply,   0x15,      \\x15
			""")
	void bytesThatAreWrittenAsThoseOfARouteAreRefused(String mode, String setting, String text, String escapes) {
		Map<String, String> settings = new HashMap<>(Map.of("start", "a", "end", "b"));
		settings.keySet().removeIf((name) -> !mode.equals("start-end"));
		settings.putAll(Map.of("mode", mode, setting, text));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> choose(settings))
			.withMessage("Setting 'netpool.tcp.framing." + setting + "' has the value '" + text
					+ "', which is a text of " + text.length() + " characters, not bytes in hexadecimal")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo("Write " + escapes + "."));
	}

	@ParameterizedTest
	@CsvSource({ "start, 0x02, 2, \\x02", "end, 10, 10, \\x0A", "delimiter, 0x0D0A, 3338, \\x0D\\x0A",
			"flag, 0x7E, 126, \\x7E" })
	void bytesThatAreNumbersInYamlAreRefused(String setting, String written, String text, String escapes)
			throws IOException {
		String mode = (setting.equals("start") || setting.equals("end")) ? "length-field" : setting;
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> factory("mode: " + mode + "\n" + setting + ": " + written).create())
			.withMessageStartingWith("Setting 'netpool.tcp.framing." + setting)
			.withMessageEndingWith("has the value '" + text + "', which is a number, as 0x02 without quotes is in YAML")
			.satisfies((ex) -> assertThat(ex.remedy())
				.isEqualTo("Write " + escapes + ", or '" + text + "' in quotes for the text."));
		assertThat(factory("mode: " + mode + "\n" + setting + ": '" + text.charAt(0) + "'").create()).isNotNull();
	}

	private FramingFactory factory(String yaml) throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(
					new YamlPropertySourceLoader()
						.load("yaml",
								new ByteArrayResource(
										("netpool.tcp.framing:\n  " + yaml.replace("\n", "\n  ")).getBytes()))
						.get(0));
		ConfiguredPool pool = TestPools.of(environment).get("default");
		return new FramingFactory(pool.properties().framing(), pool.properties().charset(), pool.checks(), this.beans);
	}

	private TcpFraming choose(Map<String, String> settings) {
		Map<String, String> framing = new HashMap<>();
		settings.forEach((name, value) -> framing.put("framing." + name, value));
		return factory(framing).create().apply(MessageType.TEXT).forConnection();
	}

	private FramingFactory factory(Map<String, String> settings) {
		ConfiguredPool pool = TestPools.defaultPool(settings);
		return new FramingFactory(pool.properties().framing(), pool.properties().charset(), pool.checks(), this.beans);
	}

	/**
	 * Two bytes are a frame.
	 */
	private static final class Pairs implements TcpFraming {

		@Override
		public boolean next(FrameInput input) {
			if (input.length() < 2) {
				return false;
			}
			input.frame(0, 2, 2);
			return true;
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
		}

	}

	record Example(Map<String, String> settings, String stream, List<String> messages) {

	}

}
