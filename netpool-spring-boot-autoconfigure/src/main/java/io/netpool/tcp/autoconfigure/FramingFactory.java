package io.netpool.tcp.autoconfigure;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.autoconfigure.properties.FramePreset;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LengthField;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.settings.ApplicationFraming;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.unit.DataSize;

/**
 * Creates the framing of a pool from its settings.
 *
 * @param framing the settings
 * @param charset the charset of text messages
 * @param checks checks the settings
 * @param beans has the framings of the application
 */
public record FramingFactory(PoolProperties.Framing framing, Charset charset, SettingChecks checks,
		ListableBeanFactory beans) {

	/**
	 * Frames are held in arrays, several times over while they are decoded.
	 */
	private static final DataSize LONGEST_MESSAGE = DataSize.ofMegabytes(512);

	private static final DataSize SHORTEST_MESSAGE = DataSize.ofBytes(16);

	private static final Set<Integer> LENGTH_FIELD_SIZES = Set.of(1, 2, 3, 4, 8);

	static final String RAW = "raw";

	private static final String FIXED_LENGTH = "fixed-length";

	private static final String MODES = "raw, line, delimiter, length-field, fixed-length, start-end, octet-counting, "
			+ "flag, slip, hdlc, jt808 or modbus-rtu";

	/**
	 * Create the framing.
	 * @return the framing, depending on the type of the messages that are received
	 */
	Function<MessageType, TcpFraming> create() {
		return create(maxLength());
	}

	/**
	 * Create the framing with another maximum length than that of the settings.
	 */
	public Function<MessageType, TcpFraming> create(int maxLength) {
		String mode = this.framing.mode();
		if (mode.equals(RAW)) {
			requireNoBean(mode);
			return raw(maxLength);
		}
		FrameTransforms transforms = FrameTransforms.of(this.framing, settings());
		int encodedLength = transforms.encodedLength(maxLength);
		TcpFraming chosen = ofMode(mode, encodedLength);
		if (chosen != null) {
			requireNoBean(mode);
			TcpFraming decorated = decorate(chosen, transforms,
					mode.equals(FIXED_LENGTH) ? required("framing.length", this.framing.length()) : maxLength);
			return (type) -> decorated;
		}
		requireBean(mode);
		return (type) -> {
			TcpFraming bean = this.beans.getBean(mode, TcpFraming.class);
			return decorate((bean instanceof NettyFraming) ? bean
					: Framings.limited(encodedLength, new ApplicationFraming(bean)), transforms, maxLength);
		};
	}

	/**
	 * The framing of a mode, {@code null} if it has another name.
	 */
	private @Nullable TcpFraming ofMode(String mode, int maxLength) {
		return switch (mode) {
			case "line" -> Framings.line(maxLength, this.framing.terminator(), this.framing.unterminated());
			case "delimiter" -> delimiter(maxLength);
			case "length-field" -> lengthField(maxLength);
			case FIXED_LENGTH -> fixedLength();
			case "start-end" -> startEnd(maxLength);
			case "octet-counting" -> Framings.octetCounting(maxLength, this.framing.unterminated());
			case "flag" -> Framings.flag(maxLength, flag());
			case "modbus-rtu" -> Framings.modbusRtu();
			default -> {
				FramePreset preset = FramePreset.of(mode);
				yield (preset != null) ? Framings.flag(maxLength, preset.flag()) : null;
			}
		};
	}

	private byte flag() {
		byte[] flag = delimiter("framing.flag", this.framing.flag());
		if (flag.length != 1) {
			throw this.checks.invalid("framing.flag", this.framing.flag(), "is not a single byte",
					"Set it to one byte, such as \\x7E.");
		}
		return flag[0];
	}

	private int maxLength() {
		DataSize length = this.framing.maxLength();
		if (length.compareTo(SHORTEST_MESSAGE) < 0 || length.compareTo(LONGEST_MESSAGE) > 0) {
			throw this.checks.invalid("framing.max-length", length, "is not between 16 bytes and 512MB",
					"Set it to the length of the longest message that you expect, such as 64KB.");
		}
		return (int) length.toBytes();
	}

	private ByteSettings settings() {
		return new ByteSettings(this.charset, this.checks);
	}

	/**
	 * Add what is between the frames and the messages.
	 */
	private TcpFraming decorate(TcpFraming framing, FrameTransforms transforms, int maxLength) {
		TcpFraming transformed = transforms.apply(framing, maxLength);
		byte[] skipped = skipped();
		return replying((skipped.length == 0) ? transformed : settings().usable("framing.skip", this.framing.skip(),
				() -> Framings.skipping(skipped, transformed), "Remove it."));
	}

	private TcpFraming replying(TcpFraming framing) {
		byte[] reply = settings().optional("framing.last-reply", this.framing.lastReply());
		return (reply.length == 0) ? framing : settings().usable("framing.last-reply", this.framing.lastReply(),
				() -> Framings.replyingToInvalid(reply, framing), "Remove it.");
	}

	private byte[] skipped() {
		return settings().optionalDelimiter("framing.skip", this.framing.skip());
	}

	private Function<MessageType, TcpFraming> raw(int maxLength) {
		TcpFraming ofBytes = Framings.raw(maxLength, null);
		Supplier<TcpFraming> ofText = () -> settings().usable("charset", this.charset,
				() -> Framings.raw(maxLength, this.charset),
				"Set it to one without escape sequences and byte order marks, such as UTF-8 or UTF-16BE, or set '"
						+ this.checks.key("framing.mode") + "' to another mode, such as line.");
		return (type) -> (type == MessageType.TEXT) ? ofText.get() : ofBytes;
	}

	private TcpFraming delimiter(int maxLength) {
		List<String> delimiters = required("framing.delimiter", this.framing.delimiter());
		List<byte[]> bytes = new ArrayList<>();
		for (int i = 0; i < delimiters.size(); i++) {
			bytes.add(delimiter("framing.delimiter[" + i + "]", delimiters.get(i)));
		}
		return settings().usable("framing.delimiter", null,
				() -> Framings.delimiter(maxLength, this.framing.keepDelimiter(), bytes, this.framing.unterminated()),
				"Remove one of the delimiters.");
	}

	private TcpFraming fixedLength() {
		int length = this.checks.between(1, (int) LONGEST_MESSAGE.toBytes(), "framing.length",
				required("framing.length", this.framing.length()));
		return Framings.fixedLength(length);
	}

	private TcpFraming lengthField(int maxLength) {
		byte[] start = settings().optionalDelimiter("framing.start", this.framing.start());
		byte[] end = settings().optionalDelimiter("framing.end", this.framing.end());
		TcpFraming framing = lengthPrefix(maxLength);
		return (start.length + end.length > 0) ? Framings.between(start, end, framing) : framing;
	}

	private TcpFraming lengthPrefix(int maxLength) {
		PoolProperties.LengthPrefix prefix = this.framing.lengthField();
		int offset = this.checks.atLeast(0, "framing.length-field.offset", prefix.offset());
		if (prefix.varint()) {
			int maxSize = this.checks.between(1, 5, "framing.length-field.max-size", prefix.maxSize());
			return Framings.varintLength(maxLength, offset, maxSize, prefix.strip());
		}
		if (prefix.decimal()) {
			int digits = this.checks.between(1, 10, "framing.length-field.size", prefix.size());
			long adjustment = prefix.adjustment() - (prefix.includesItself() ? (long) digits : 0);
			return Framings.decimalLength(maxLength, offset, digits, adjustment, prefix.strip());
		}
		if (!LENGTH_FIELD_SIZES.contains(prefix.size())) {
			throw this.checks.invalid("framing.length-field.size", prefix.size(), "is not a size of a length field",
					"Set it to 1, 2, 3, 4 or 8.");
		}
		return Framings.lengthField(maxLength, new LengthField(offset, prefix.size(), prefix.adjustment(),
				prefix.byteOrder().order(), prefix.includesItself()), prefix.strip());
	}

	private TcpFraming startEnd(int maxLength) {
		byte[] start = delimiter("framing.start", this.framing.start());
		byte[] end = delimiter("framing.end", this.framing.end());
		for (byte skipped : skipped()) {
			if (skipped == start[0]) {
				throw this.checks.invalid("framing.skip", this.framing.skip(),
						"contains the first byte of '" + this.checks.key("framing.start") + "'", "Remove that byte.");
			}
		}
		return Framings.startEnd(maxLength, start, end);
	}

	private byte[] delimiter(String name, @Nullable String text) {
		return settings().delimiter(name, required(name, text));
	}

	private <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw this.checks.invalid(name, null,
					"is not set, although '" + this.checks.key("framing.mode") + "' is " + this.framing.mode(),
					"Set it, or set another mode.");
		}
		return value;
	}

	private void requireNoBean(String mode) {
		if (isBean(mode)) {
			throw this.checks.invalid("framing.mode", mode, "is a mode of netpool and the name of a TcpFraming bean",
					"Rename the bean.");
		}
	}

	private boolean isBean(String name) {
		return this.beans.containsBean(name) && this.beans.isTypeMatch(name, TcpFraming.class);
	}

	private void requireBean(String name) {
		if (!isBean(name)) {
			List<String> known = List.of(this.beans.getBeanNamesForType(TcpFraming.class, true, false));
			throw this.checks.invalid("framing.mode", name, "is neither a mode nor the name of a TcpFraming bean",
					"Set it to " + MODES + (known.isEmpty() ? "." : ", or to one of these beans: " + known + "."));
		}
	}

}
