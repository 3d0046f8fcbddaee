package io.netpool.tcp.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.cluster.ClusterMessage.Acknowledged;
import io.netpool.tcp.cluster.ClusterMessage.Answered;
import io.netpool.tcp.cluster.ClusterMessage.Batch;
import io.netpool.tcp.cluster.ClusterMessage.Beat;
import io.netpool.tcp.cluster.ClusterMessage.Claimed;
import io.netpool.tcp.cluster.ClusterMessage.Command;
import io.netpool.tcp.cluster.ClusterMessage.Send;
import org.jspecify.annotations.Nullable;

/**
 * The form of messages between instances: the version, the type, the sender, the number
 * of the message, and what its type has, all in the forms of {@link DataOutputStream}.
 * <p>
 * What a newer minor version appends to a message, an older one does not read, and types
 * that it does not know it ignores. A change of another kind needs another
 * {@linkplain ClusterEngine prefix}.
 */
final class MessageCodec {

	private static final byte VERSION = 1;

	private static final byte SEND = 1;

	private static final byte COMMAND = 2;

	private static final byte ACKNOWLEDGED = 3;

	private static final byte ANSWERED = 4;

	private static final byte BEAT = 5;

	private static final byte CLAIMED = 6;

	private static final byte BATCH = 7;

	/**
	 * Of an id of an instance.
	 */
	private static final int ID_LENGTH = 8;

	private static final int SEQUENCE_AT = 2 + ID_LENGTH;

	private static final byte[] NOTHING = {};

	private MessageCodec() {
	}

	/**
	 * Encodes a message without its number, which {@link #number} sets.
	 */
	static byte[] encode(String sender, ClusterMessage message) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
		try {
			DataOutputStream out = new DataOutputStream(bytes);
			out.writeByte(VERSION);
			out.writeByte(type(message));
			out.write(sender.getBytes(StandardCharsets.ISO_8859_1));
			out.writeLong(0);
			write(out, message);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Returns one message that has several.
	 */
	static byte[] batch(String sender, List<byte[]> messages) {
		int length = messages.stream().mapToInt((message) -> Integer.BYTES + message.length).sum();
		ByteBuffer buffer = ByteBuffer.allocate(SEQUENCE_AT + Long.BYTES + length);
		buffer.put(VERSION).put(BATCH).put(sender.getBytes(StandardCharsets.ISO_8859_1)).putLong(0);
		messages.forEach((message) -> buffer.putInt(message.length).put(message));
		return buffer.array();
	}

	static void number(byte[] encoded, long sequence) {
		ByteBuffer.wrap(encoded).putLong(SEQUENCE_AT, sequence);
	}

	private static byte type(ClusterMessage message) {
		if (message instanceof Send) {
			return SEND;
		}
		if (message instanceof Acknowledged) {
			return ACKNOWLEDGED;
		}
		if (message instanceof Command) {
			return COMMAND;
		}
		if (message instanceof Answered) {
			return ANSWERED;
		}
		return (message instanceof Beat) ? BEAT : CLAIMED;
	}

	private static void write(DataOutputStream out, ClusterMessage message) throws IOException {
		if (message instanceof Send send) {
			write(out, send);
		}
		else if (message instanceof Acknowledged acknowledged) {
			write(out, acknowledged);
		}
		else if (message instanceof Command command) {
			write(out, command.send());
			write(out, command.keys());
			out.writeLong(command.timeout());
		}
		else if (message instanceof Answered answered) {
			out.writeLong(answered.sequence());
			writeText(out, answered.pool());
			writeBytes(out, answered.answer());
			TcpExchangeException.Reason reason = answered.reason();
			out.writeUTF((reason != null) ? reason.name() : "");
			writeText(out, answered.detail());
		}
		else if (message instanceof Beat beat) {
			out.writeInt(beat.connections());
			out.writeLong(beat.since());
			out.writeUTF(beat.directory());
			out.writeLong(beat.until());
		}
		else if (message instanceof Claimed claimed) {
			writeText(out, claimed.label().name());
			// last, and as text, so that a script can append it
			out.write(Long.toString(claimed.fence()).getBytes(StandardCharsets.ISO_8859_1));
		}
	}

	/**
	 * Returns the beginning of a {@link Claimed}, to which the number of the claim is to
	 * be appended in decimal.
	 */
	static byte[] claimed(String sender, Label label) {
		byte[] complete = encode(sender, new Claimed(label, 0));
		byte[] beginning = new byte[complete.length - 1];
		System.arraycopy(complete, 0, beginning, 0, beginning.length);
		return beginning;
	}

	/**
	 * Decodes a message.
	 * @return the message, {@code null} if this version does not know its type
	 * @throws IllegalArgumentException if it is no message
	 */
	static @Nullable Received decode(byte[] encoded) {
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
		try {
			if (in.readByte() != VERSION) {
				return null;
			}
			byte type = in.readByte();
			String sender = new String(in.readNBytes(ID_LENGTH), StandardCharsets.ISO_8859_1);
			long sequence = in.readLong();
			ClusterMessage message = read(in, type);
			return (message != null) ? new Received(sender, sequence, message) : null;
		}
		catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException ex) {
			throw new IllegalArgumentException("Not a message of an instance", ex);
		}
	}

	private static @Nullable ClusterMessage read(DataInputStream in, byte type) throws IOException {
		return switch (type) {
			case SEND -> readSend(in);
			case COMMAND -> new Command(readSend(in), readTexts(in), in.readLong());
			case ACKNOWLEDGED -> readAcknowledged(in);
			case ANSWERED ->
				new Answered(in.readLong(), readText(in), readBytes(in), reason(in.readUTF()), readText(in));
			case BEAT -> new Beat(in.readInt(), in.readLong(), in.readUTF(), in.readLong());
			case BATCH -> readBatch(in);
			case CLAIMED -> new Claimed(Label.of(readText(in)),
					Long.parseLong(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
			default -> null;
		};
	}

	private static Batch readBatch(DataInputStream in) throws IOException {
		List<byte[]> messages = new ArrayList<>();
		while (in.available() > 0) {
			messages.add(Objects.requireNonNullElse(readBytes(in), NOTHING));
		}
		return new Batch(messages);
	}

	private static TcpExchangeException.@Nullable Reason reason(String name) {
		if (name.isEmpty()) {
			return null;
		}
		for (TcpExchangeException.Reason known : TcpExchangeException.Reason.values()) {
			if (known.name().equals(name)) {
				return known;
			}
		}
		// one of a newer version
		return TcpExchangeException.Reason.TIMEOUT;
	}

	private static void write(DataOutputStream out, Send send) throws IOException {
		Target target = send.target();
		writeText(out, Objects.requireNonNullElse(target.connection(), ""));
		writeText(out, Objects.requireNonNullElse(target.pool(), ""));
		out.writeInt(target.labels().size());
		for (Label label : target.labels()) {
			writeText(out, label.name());
		}
		out.writeInt(target.except().size());
		for (String id : target.except()) {
			writeText(out, id);
		}
		out.writeByte(target.slow().ordinal());
		out.writeLong(send.deadline());
		write(out, send.payload());
		write(out, send.headers());
	}

	private static Send readSend(DataInputStream in) throws IOException {
		String connection = readText(in);
		String pool = readText(in);
		List<Label> labels = new ArrayList<>();
		for (int i = in.readInt(); i > 0; i--) {
			labels.add(Label.of(readText(in)));
		}
		List<String> except = new ArrayList<>();
		for (int i = in.readInt(); i > 0; i--) {
			except.add(readText(in));
		}
		Target target = new Target(connection.isEmpty() ? null : connection, pool.isEmpty() ? null : pool, labels,
				except, Target.Slow.values()[in.readByte()]);
		long deadline = in.readLong();
		Payload payload = readPayload(in);
		return new Send(target, payload, deadline, readTexts(in));
	}

	private static void write(DataOutputStream out, Payload payload) throws IOException {
		String text = payload.text();
		writeBytes(out, (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null);
		writeBytes(out, payload.bytes());
		out.writeInt(payload.byPool().size());
		for (Map.Entry<String, byte[]> pool : payload.byPool().entrySet()) {
			writeText(out, pool.getKey());
			writeBytes(out, pool.getValue());
		}
	}

	private static Payload readPayload(DataInputStream in) throws IOException {
		byte[] text = readBytes(in);
		byte[] bytes = readBytes(in);
		Map<String, byte[]> byPool = new HashMap<>();
		for (int i = in.readInt(); i > 0; i--) {
			String pool = readText(in);
			byte[] payload = readBytes(in);
			if (payload == null) {
				throw new EOFException();
			}
			byPool.put(pool, payload);
		}
		return new Payload((text != null) ? new String(text, StandardCharsets.UTF_8) : null, bytes, byPool);
	}

	private static void write(DataOutputStream out, Acknowledged acknowledged) throws IOException {
		int count = acknowledged.sequences().length;
		out.writeInt(count);
		for (int i = 0; i < count; i++) {
			out.writeLong(acknowledged.sequences()[i]);
			out.writeInt(acknowledged.written()[i]);
			out.writeInt(acknowledged.lost()[i]);
		}
	}

	private static Acknowledged readAcknowledged(DataInputStream in) throws IOException {
		int count = in.readInt();
		if (count > in.available()) {
			throw new EOFException();
		}
		Acknowledged acknowledged = new Acknowledged(new long[count], new int[count], new int[count]);
		for (int i = 0; i < count; i++) {
			acknowledged.sequences()[i] = in.readLong();
			acknowledged.written()[i] = in.readInt();
			acknowledged.lost()[i] = in.readInt();
		}
		return acknowledged;
	}

	private static void write(DataOutputStream out, Map<String, String> texts) throws IOException {
		out.writeInt(texts.size());
		for (Map.Entry<String, String> text : texts.entrySet()) {
			writeText(out, text.getKey());
			writeText(out, text.getValue());
		}
	}

	private static Map<String, String> readTexts(DataInputStream in) throws IOException {
		Map<String, String> texts = new HashMap<>();
		for (int i = in.readInt(); i > 0; i--) {
			texts.put(readText(in), readText(in));
		}
		return texts;
	}

	private static void writeText(DataOutputStream out, String text) throws IOException {
		writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
	}

	private static String readText(DataInputStream in) throws IOException {
		return new String(Objects.requireNonNullElse(readBytes(in), NOTHING), StandardCharsets.UTF_8);
	}

	private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
		out.writeInt((bytes != null) ? bytes.length : -1);
		if (bytes != null) {
			out.write(bytes);
		}
	}

	private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0) {
			return null;
		}
		if (length > in.available()) {
			throw new EOFException();
		}
		return in.readNBytes(length);
	}

	/**
	 * A message that was received.
	 *
	 * @param sender the id of the instance that has sent it
	 * @param sequence its number, which rises with each of the sender's
	 * @param message the message
	 */
	record Received(String sender, long sequence, ClusterMessage message) {

	}

}
