package io.netpool.sample.soak;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A kind of client, and what it does from one connection to its end.
 */
enum Visitor {

	/** Asks and is answered. */
	ASKS(4, Trait.WELL_BEHAVED) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.expect("Welcome");
			for (int i = 0; i < 100; i++) {
				visit.send("/who\n");
				visit.expect("In the room");
			}
		}
	},

	/** Asks at once, ends its stream, and is answered. */
	HALF_CLOSES(2, Trait.WELL_BEHAVED) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.send("/who\n".repeat(20));
			visit.endOutput();
			visit.expect("Welcome");
			for (int i = 0; i < 20; i++) {
				visit.expect("In the room");
			}
			if (visit.readLine() != null) {
				throw new AssertionError("More than was asked for");
			}
		}
	},

	/** Is pushed the lines of the others. */
	TALKS(4) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.send(name + "\n");
			visit.skipTo("Say something");
			for (int i = 0; i < 20; i++) {
				visit.send("line " + i + "\n");
				visit.skipTo(name + ": line " + i);
			}
			visit.send("/quit\n");
			visit.skipTo("Goodbye");
		}
	},

	/** Sends over TLS, and ends with or without saying so. */
	ENCRYPTS(2, Trait.WELL_BEHAVED, Trait.SECURE) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.encrypt();
			for (int i = 0; i < 20; i++) {
				visit.send(name + "\n");
				visit.expect(name);
			}
		}
	},

	/** Sends no TLS to a port that expects it, or a part of a handshake. */
	FAILS_HANDSHAKE(1, Trait.SECURE) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			byte[] bytes = noise(100);
			if (bytes[0] > 0) {
				bytes[0] = 22;
				bytes[1] = 3;
				bytes[2] = 1;
				bytes[3] = 0;
			}
			visit.send(bytes);
			if (bytes[5] > 0) {
				visit.endOutput();
			}
			else {
				visit.reset();
			}
		}
	},

	/** Asks, reads nothing, and resets the connection. */
	RESETS(2) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.send("/who\n".repeat(100));
			visit.reset();
		}
	},

	/** Asks, and reads nothing until it is disconnected. */
	READS_NOTHING(1) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			String questions = "/who\n".repeat(1000);
			for (int i = 0; i < 10_000; i++) {
				visit.send(questions);
			}
		}
	},

	/** Is a member that reads nothing of what the others say. */
	READS_NO_PUSHES(1) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.send(name + "\n");
			for (int i = 0; i < 40; i++) {
				pause();
			}
			visit.reset();
		}
	},

	/** Says nothing, and is disconnected. */
	IDLES(2) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.skipToEnd();
		}
	},

	/** Sends a line so slowly that it is disconnected. */
	TRICKLES(2) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			for (int i = 0; i < 1000; i++) {
				visit.send("x");
				pause();
			}
		}
	},

	/** Sends a line that is too long. */
	SENDS_TOO_MUCH(1) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.send("x".repeat(100_000));
			visit.skipToEnd();
		}
	},

	/** Sends what is no text, and lines without one. */
	SENDS_NOISE(1) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			visit.send(noise(10_000));
			visit.send("\n".repeat(10_000));
			visit.endOutput();
			visit.skipToEnd();
		}
	},

	/** Connects and leaves. */
	CHURNS(1) {
		@Override
		void visit(Visit visit, String name) throws IOException {
			if (ThreadLocalRandom.current().nextBoolean()) {
				visit.reset();
			}
		}
	};

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final int crowd;

	private final Set<Trait> traits;

	Visitor(int crowd, Trait... traits) {
		this.crowd = crowd;
		this.traits = Set.of(traits);
	}

	/**
	 * Do what one does, on a connection that is closed afterwards.
	 * @param name a name that nobody else has
	 */
	abstract void visit(Visit visit, String name) throws IOException;

	/**
	 * How many of them there are at a time.
	 */
	int crowd() {
		return this.crowd;
	}

	/**
	 * Whether nothing may fail for it.
	 */
	boolean isWellBehaved() {
		return this.traits.contains(Trait.WELL_BEHAVED);
	}

	boolean isSecure() {
		return this.traits.contains(Trait.SECURE);
	}

	private static byte[] noise(int length) {
		byte[] bytes = new byte[length];
		ThreadLocalRandom.current().nextBytes(bytes);
		return bytes;
	}

	/**
	 * As a person does at a keyboard.
	 */
	private static void pause() {
		LockSupport.parkNanos(PAUSE_NANOS);
	}

	private enum Trait {

		WELL_BEHAVED, SECURE

	}

}
