package io.netpool.tcp.server;

/**
 * The progress of a lane that has a thread of its own: each reply goes out at once, since
 * the next handler may block.
 */
final class DedicatedRun implements LaneRunListener {

	private final IoContext io;

	private final ServedConnection connection;

	private int messages;

	DedicatedRun(IoContext io, ServedConnection connection) {
		this.io = io;
		this.connection = connection;
	}

	@Override
	public void message() {
		this.messages++;
		this.io.attend(this.connection);
		this.io.signal();
	}

	int messages() {
		return this.messages;
	}

}
