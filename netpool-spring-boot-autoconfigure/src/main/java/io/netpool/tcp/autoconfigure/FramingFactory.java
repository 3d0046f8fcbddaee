package io.netpool.tcp.autoconfigure;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LengthField;
import io.netpool.tcp.framing.NettyFraming;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.unit.DataSize;

/**
 * Decides how a pool's messages lie in the stream.
 *
 * @param framing the settings
 * @param charset the charset of texts
 * @param checks makes the errors
 * @param beans where framings of the application are found
 */
public record FramingFactory(TcpProperties.Framing framing, Charset charset, SettingChecks checks,
		ListableBeanFactory beans) {

	/**
	 * Frames are held in arrays, and a few times over while they are cut.
	 */
	private static final DataSize LONGEST_MESSAGE = DataSize.ofMegabytes(512);

	private static final DataSize SHORTEST_MESSAGE = DataSize.ofBytes(16);

	private static final String RAW = "raw";

	private static final String MODES = "raw, line, delimiter, length-field, fixed-length, start-end or octet-counting";

	/**
	 * The framing, for messages that are received as text or as bytes.
	 */
	Function<MessageType, TcpFraming> choose() {
		return choose(maxLength());
	}

	/**
	 * The framing with a maximum message length other than that of the settings.
	 */
	public Function<MessageType, TcpFraming> choose(int maxLength) {
		String mode = this.framing.mode();
		return switch (mode) {
			case RAW -> raw(maxLength);
			case "line" -> always(Framings.line(maxLength, this.framing.terminator()));
			case "delimiter" -> always(delimiter(maxLength));
			case "length-field" -> always(lengthField(maxLength));
			case "fixed-length" -> always(fixedLength());
			case "start-end" -> always(Framings.startEnd(maxLength, bytes("start", this.framing.start()),
					bytes("end", this.framing.end())));
			case "octet-counting" -> always(Framings.octetCounting(maxLength));
			default -> bean(mode, maxLength);
		};
	}

	private int maxLength() {
		DataSize length = this.framing.maxLength();
		if (length.compareTo(SHORTEST_MESSAGE) < 0 || length.compareTo(LONGEST_MESSAGE) > 0) {
			throw this.checks.invalid("framing.max-length", length, "is not between 16 bytes and 512MB",
					"Set it to the length of the longest message you expect, such as 64KB.");
		}
		return (int) length.toBytes();
	}

	private static Function<MessageType, TcpFraming> always(TcpFraming framing) {
		return (type) -> framing;
	}

	private Function<MessageType, TcpFraming> raw(int maxLength) {
		TcpFraming ofBytes = Framings.raw(maxLength, null);
		Supplier<TcpFraming> ofText = () -> named("charset", this.charset, () -> Framings.raw(maxLength, this.charset));
		return (type) -> (type == MessageType.TEXT) ? ofText.get() : ofBytes;
	}

	private TcpFraming delimiter(int maxLength) {
		List<byte[]> delimiters = new ArrayList<>();
		for (String delimiter : required("delimiter", this.framing.delimiter())) {
			delimiters.add(bytes("delimiter", delimiter));
		}
		return named("framing.delimiter", this.framing.delimiter(),
				() -> Framings.delimiter(maxLength, this.framing.keepDelimiter(), delimiters));
	}

	private TcpFraming fixedLength() {
		int length = this.checks.between(1, (int) LONGEST_MESSAGE.toBytes(), "framing.length",
				required("length", this.framing.length()));
		return Framings.fixedLength(length);
	}

	private TcpFraming lengthField(int maxLength) {
		TcpProperties.LengthPrefix prefix = this.framing.lengthField();
		return named("framing.length-field", null,
				() -> prefix.varint() ? Framings.varintLength(maxLength, prefix.offset(), prefix.strip())
						: Framings.lengthField(maxLength, new LengthField(prefix.offset(), prefix.size(),
								prefix.adjustment(), prefix.byteOrder().order(), prefix.includesItself()),
								prefix.strip()));
	}

	private byte[] bytes(String name, @Nullable String text) {
		String present = required(name, text);
		return named("framing." + name, present, () -> Framings.bytes(present, this.charset));
	}

	private <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw this.checks.invalid("framing." + name, null,
					"is not set, although '" + this.checks.keys().key("framing.mode") + "' is " + this.framing.mode(),
					"Set it, or another mode.");
		}
		return value;
	}

	/**
	 * Name the setting whose value a framing refuses.
	 */
	private <T> T named(String name, @Nullable Object value, Supplier<T> framing) {
		try {
			return framing.get();
		}
		catch (IllegalArgumentException ex) {
			throw this.checks.invalid(name, value, "can't be used", String.valueOf(ex.getMessage()), ex);
		}
	}

	private Function<MessageType, TcpFraming> bean(String name, int maxLength) {
		if (!this.beans.containsBean(name) || !this.beans.isTypeMatch(name, TcpFraming.class)) {
			List<String> known = List.of(this.beans.getBeanNamesForType(TcpFraming.class, true, false));
			throw this.checks.invalid("framing.mode", name, "is neither a mode nor the name of a TcpFraming bean",
					"Set it to " + MODES + (known.isEmpty() ? "." : ", or to one of these beans: " + known + "."));
		}
		return (type) -> {
			TcpFraming bean = this.beans.getBean(name, TcpFraming.class);
			return (bean instanceof NettyFraming) ? bean : Framings.limited(maxLength, bean);
		};
	}

}
