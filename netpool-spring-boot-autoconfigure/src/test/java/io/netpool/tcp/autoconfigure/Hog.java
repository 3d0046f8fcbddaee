package io.netpool.tcp.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Clients that make the server hold as much as they can: what they send, and the most
 * that one of them may occupy on the heap. They read nothing.
 */
enum Hog {

	/** Begins a frame that may just be as long, in pieces. */
	BEGINS_FRAMES(100, false, 140 * 1024) {
		@Override
		byte[] input() {
			return "x".repeat(MAX_LENGTH - 1).getBytes(StandardCharsets.US_ASCII);
		}
	},

	/** Begins a frame, and never ends it. */
	NEVER_ENDS_A_FRAME(20, true, 140 * 1024) {
		@Override
		byte[] input() {
			return "x".repeat(MAX_LENGTH).getBytes(StandardCharsets.US_ASCII);
		}
	},

	/** Begins a PROXY header that may just be as long. */
	BEGINS_PROXY_HEADERS(100, false, 16 * 1024) {
		@Override
		String pool() {
			return EchoingApplication.PROXIED;
		}

		@Override
		byte[] input() {
			byte[] beginning = { 0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11,
					0x10, (byte) 0xCC };
			return Arrays.copyOf(beginning, 4000);
		}
	},

	/** Begins a text header of the PROXY protocol, and does not end the line. */
	NEVER_ENDS_A_PROXY_HEADER(100, true, 16 * 1024) {
		@Override
		String pool() {
			return EchoingApplication.PROXIED;
		}

		@Override
		byte[] input() {
			return ("PROXY TCP4 " + "1".repeat(60_000)).getBytes(StandardCharsets.US_ASCII);
		}
	},

	/** Begins a TLS record with the beginning of a handshake that is 16 MB long. */
	BEGINS_HANDSHAKES(100, false, 48 * 1024) {
		@Override
		String pool() {
			return EchoingApplication.SECURE;
		}

		@Override
		byte[] input() {
			byte[] hello = new byte[16 * 1024];
			hello[0] = 0x16;
			hello[1] = 0x03;
			hello[2] = 0x01;
			hello[3] = 0x40;
			hello[5] = 0x01;
			Arrays.fill(hello, 6, 9, (byte) 0xff);
			hello[9] = 0x03;
			hello[10] = 0x03;
			return hello;
		}
	};

	static final int MAX_LENGTH = 64 * 1024;

	private final int clients;

	private final boolean repeats;

	private final long maxBytes;

	Hog(int clients, boolean repeats, long maxBytes) {
		this.clients = clients;
		this.repeats = repeats;
		this.maxBytes = maxBytes;
	}

	/**
	 * What one of them sends, or begins to send.
	 */
	abstract byte[] input();

	String pool() {
		return "default";
	}

	int clients() {
		return this.clients;
	}

	/**
	 * Whether they send their input again and again.
	 */
	boolean repeats() {
		return this.repeats;
	}

	/**
	 * The most bytes of heap for all of them.
	 */
	long maxBytes() {
		return this.clients * this.maxBytes;
	}

}
