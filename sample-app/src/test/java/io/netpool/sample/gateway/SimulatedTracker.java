package io.netpool.sample.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;

/**
 * A GT06 tracker. It answers a command with its IMEI and the command, unless it is
 * silent.
 */
final class SimulatedTracker {

	private static final int FRAME = 256 + 5;

	final String imei;

	final SocketChannel channel;

	final boolean silent;

	private final ByteBuffer received = ByteBuffer.allocate(4 * FRAME);

	private short serial;

	volatile boolean loggedIn;

	volatile boolean closed;

	SimulatedTracker(String imei, SocketChannel channel, boolean silent) {
		this.imei = imei;
		this.channel = channel;
		this.silent = silent;
	}

	void login() throws IOException {
		send(0x01, HexFormat.of().parseHex("0" + this.imei));
	}

	void heartbeat() throws IOException {
		send(0x13, new byte[] { 0x40, 0x04, 0x01, 0x00, 0x01 });
	}

	/**
	 * On the first of January 2026, at noon.
	 */
	void position(double latitude, double longitude, int speed) throws IOException {
		send(0x12,
				ByteBuffer.allocate(18)
					.put(new byte[] { 26, 1, 1, 12, 0, 0, (byte) 0xCF })
					.putInt((int) Math.round(latitude * 1_800_000))
					.putInt((int) Math.round(longitude * 1_800_000))
					.put((byte) speed)
					.putShort((short) 0x1480)
					.array());
	}

	/**
	 * Read what has arrived, and answer it.
	 */
	void read() throws IOException {
		if (this.channel.read(this.received) < 0) {
			this.closed = true;
			this.channel.close();
			return;
		}
		this.received.flip();
		while (this.received.remaining() > 2 && this.received.remaining() >= (this.received.get(2) & 0xFF) + 5) {
			byte[] frame = new byte[(this.received.get(2) & 0xFF) + 5];
			this.received.get(frame);
			// a slice from here on
			this.received.compact().flip();
			received(ByteBuffer.wrap(frame, 3, frame.length - 7).slice());
		}
		this.received.compact();
	}

	private void received(ByteBuffer message) throws IOException {
		int type = message.get() & 0xFF;
		if (type == 0x01) {
			this.loggedIn = true;
		}
		else if (type == 0x80 && !this.silent) {
			byte[] flag = new byte[4];
			byte[] command = new byte[message.get() - 4];
			message.get(flag).get(command);
			byte[] text = (this.imei + " " + new String(command)).getBytes();
			send(0x15, ByteBuffer.allocate(text.length + 5).put((byte) (text.length + 4)).put(flag).put(text).array());
		}
	}

	private synchronized void send(int type, byte[] content) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(content.length + 10)
			.putShort((short) 0x7878)
			.put((byte) (content.length + 5))
			.put((byte) type)
			.put(content)
			.putShort(++this.serial);
		frame.putShort(checksum(frame.array(), 2, content.length + 6)).put((byte) 0x0D).put((byte) 0x0A).flip();
		while (frame.hasRemaining()) {
			this.channel.write(frame);
		}
	}

	private static short checksum(byte[] bytes, int from, int to) {
		int crc = 0xFFFF;
		for (int i = from; i < to; i++) {
			crc ^= bytes[i] & 0xFF;
			for (int bit = 0; bit < 8; bit++) {
				crc = ((crc & 1) != 0) ? (crc >> 1) ^ 0x8408 : crc >> 1;
			}
		}
		return (short) ~crc;
	}

}
