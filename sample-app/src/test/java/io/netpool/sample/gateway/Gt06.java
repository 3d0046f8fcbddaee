package io.netpool.sample.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HexFormat;

/**
 * The messages of GT06: a type, the content, and a serial number. The framing adds the
 * rest.
 */
final class Gt06 {

	private static final byte COMMAND = (byte) 0x80;

	private static final byte ANSWER = 0x15;

	private static final int NORTH = 0x0400;

	private static final int WEST = 0x0800;

	private static final double UNITS_PER_DEGREE = 1_800_000;

	private Gt06() {
	}

	static String imei(byte[] login) {
		return HexFormat.of().formatHex(login, 1, 9).substring(1);
	}

	static byte[] acknowledgement(byte[] message) {
		return new byte[] { message[0], message[message.length - 2], message[message.length - 1] };
	}

	static Position position(ByteBuffer message) {
		LocalDateTime time = LocalDateTime.of(2000 + message.get(1), message.get(2), message.get(3), message.get(4),
				message.get(5), message.get(6));
		double latitude = message.getInt(8) / UNITS_PER_DEGREE;
		double longitude = message.getInt(12) / UNITS_PER_DEGREE;
		int course = message.getShort(17);
		return new Position(time, ((course & NORTH) != 0) ? latitude : -latitude,
				((course & WEST) != 0) ? -longitude : longitude, message.get(16) & 0xFF);
	}

	static byte[] command(int id, String text) {
		byte[] content = text.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(content.length + 8)
			.put(COMMAND)
			.put((byte) (content.length + 4))
			.putInt(id)
			.put(content)
			.putShort((short) id)
			.array();
	}

	static boolean isAnswer(ByteBuffer message, int id) {
		return message.limit() >= 8 && message.get(0) == ANSWER && message.getInt(2) == id;
	}

	static String text(ByteBuffer answer) {
		return StandardCharsets.US_ASCII.decode(answer.slice(6, answer.limit() - 8)).toString();
	}

}
