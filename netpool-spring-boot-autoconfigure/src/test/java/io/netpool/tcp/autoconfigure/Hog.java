package io.netpool.tcp.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Clients that make the server hold as much as they can: what they send, and the most
 * that one of them may occupy on the heap. They read nothing.
 */
enum Hog {

	/** Asks with empty lines. */
	SENDS_EMPTY_LINES(1, true, 3 * 1024 * 1024) {
		@Override
		byte[] input() {
			return "\n".repeat(MAX_LENGTH).getBytes(StandardCharsets.US_ASCII);
		}
	},

	/** Asks with lines of one byte. */
	SENDS_SHORT_LINES(1, true, 3 * 1024 * 1024) {
		@Override
		byte[] input() {
			return "x\n".repeat(MAX_LENGTH).getBytes(StandardCharsets.US_ASCII);
		}
	},

	/** Asks with lines that are nearly as long as permitted. */
	SENDS_LONG_LINES(1, true, 3 * 1024 * 1024) {
		@Override
		byte[] input() {
			return ("x".repeat(60_000) + "\n").getBytes(StandardCharsets.US_ASCII);
		}
	},

	/** Asks with lines whose characters take two bytes on the heap. */
	SENDS_WIDE_LINES(1, true, 3 * 1024 * 1024) {
		@Override
		byte[] input() {
			return ("\u20ac".repeat(20_000) + "\n").getBytes(StandardCharsets.UTF_8);
		}
	},

	/** Ask with long lines, each as much as it can, and share the bound of the pool. */
	SEND_LONG_LINES(40, true, 1152 * 1024) {
		@Override
		byte[] input() {
			return ("x".repeat(60_000) + "\n").getBytes(StandardCharsets.US_ASCII);
		}
	},

	/** Begins a frame that may just be as long, in pieces. */
	BEGINS_FRAMES(100, false, 96 * 1024) {
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
