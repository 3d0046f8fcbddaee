package io.netpool.tcp.autoconfigure;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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
				new Example(Map.of("mode", "start-end", "start", "\\x0B", "end", "\\x1C\\r"), "\13a\34\r",
						List.of("a")),
				new Example(Map.of("mode", "octet-counting"), "2 ab<1>c\n", List.of("ab", "<1>c")),
				new Example(Map.of("mode", "pairs"), "abcd", List.of("ab", "cd")));
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delimiter      | delimiter
			fixed-length   | length
			start-end      | start
			""")
	void whatAModeNeedsIsNamed(String mode, String missing) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> choose(Map.of("mode", mode)))
			.withMessage("Setting 'netpool.tcp.framing." + missing
					+ "' is not set, although 'netpool.tcp.framing.mode' is " + mode);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delimiter    | delimiter         | \\q | netpool.tcp.framing.delimiter
			length-field | length-field.size | 5   | netpool.tcp.framing.length-field
			fixed-length | length            | 0   | netpool.tcp.framing.length
			raw          | max-length        | 1B  | netpool.tcp.framing.max-length
			""")
	void aValueThatCanNotBeUsedIsNamed(String mode, String name, String value, String setting) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choose(Map.of("mode", mode, name, value)))
			.withMessageStartingWith("Setting '" + setting + "'")
			.satisfies((ex) -> assertThat(ex.remedy()).isNotBlank());
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
		TcpProperties.Framing framing = properties(Map.of("mode", "raw"));
		FramingFactory choice = new FramingFactory(framing, Charset.forName("ISO-2022-JP"),
				new SettingChecks(PropertyNames.of("default")), this.beans);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> choice.choose().apply(MessageType.TEXT))
			.withMessageContaining("netpool.tcp.charset");
		assertThat(choice.choose().apply(MessageType.BYTES)).isNotNull();
	}

	private TcpFraming choose(Map<String, String> settings) {
		return new FramingFactory(properties(settings), StandardCharsets.UTF_8,
				new SettingChecks(PropertyNames.of("default")), this.beans)
			.choose()
			.apply(MessageType.TEXT)
			.forConnection();
	}

	private static TcpProperties.Framing properties(Map<String, String> settings) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		settings.forEach((name, value) -> source.put("framing." + name, value));
		return new Binder(source).bindOrCreate("framing", TcpProperties.Framing.class);
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
