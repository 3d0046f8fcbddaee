package io.netpool.sample.restart;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A client that asks, gets its answer, rests and asks again, all on one connection. When
 * that ends while it rests, or it is told that the server leaves, it connects anew. It
 * belongs to the thread of its {@link Crowd}.
 */
final class Caller {

	private static final long MOST_REST = TimeUnit.MILLISECONDS.toNanos(400);

	private static final long MOST_PATIENCE = TimeUnit.SECONDS.toNanos(10);

	private final InetSocketAddress server;

	private final Selector selector;

	private final Tally tally;

	private final ByteBuffer received = ByteBuffer.allocate(128);

	private SocketChannel channel;

	private State state;

	private int questions;

	private boolean told;

	/**
	 * When its rest or its patience is over.
	 */
	private long due;

	Caller(InetSocketAddress server, Selector selector, Tally tally) throws IOException {
		this.server = server;
		this.selector = selector;
		this.tally = tally;
		connect();
	}

	private void connect() throws IOException {
		this.channel = SocketChannel.open();
		this.channel.configureBlocking(false);
		this.channel.connect(this.server);
		this.channel.register(this.selector, SelectionKey.OP_CONNECT, this);
		this.received.clear();
		this.told = false;
		become(State.CONNECTING, MOST_PATIENCE);
	}

	private void become(State next, long nanos) {
		this.state = next;
		this.due = System.nanoTime() + nanos;
	}

	private void rest() {
		become(State.RESTING, ThreadLocalRandom.current().nextLong(MOST_REST));
	}

	boolean isWaiting() {
		return this.state == State.WAITING;
	}

	/**
	 * Its channel is connected, or can be read.
	 */
	void ready(SelectionKey key) throws IOException {
		try {
			if (this.state == State.CONNECTING) {
				this.channel.finishConnect();
				key.interestOps(SelectionKey.OP_READ);
				rest();
			}
			else if (this.channel.read(this.received) < 0) {
				ended("its connection ended");
			}
			else {
				readLines();
			}
		}
		catch (IOException ex) {
			ended(ex.toString());
		}
	}

	private void readLines() throws IOException {
		String text = new String(this.received.array(), 0, this.received.position(), StandardCharsets.US_ASCII);
		int end = text.lastIndexOf('\n') + 1;
		this.received.flip().position(end).compact();
		text.substring(0, end).lines().forEach(this::read);
		if (this.told && this.state == State.RESTING) {
			this.tally.told();
			reconnect();
		}
	}

	private void read(String line) {
		if (line.equals(Instance.FAREWELL)) {
			this.told = true;
		}
		else if (this.state == State.WAITING && line.startsWith(this.questions + " ")) {
			this.tally.answered();
			rest();
		}
		else {
			this.tally.lost("Question " + this.questions + " was answered '" + line + "'");
		}
	}

	private void ended(String how) throws IOException {
		if (this.state == State.WAITING) {
			this.tally.lost("Question " + this.questions + " was not answered: " + how);
		}
		reconnect();
	}

	private void reconnect() throws IOException {
		this.channel.close();
		connect();
	}

	/**
	 * Do what is due.
	 */
	void tick(long now, boolean mayAsk) throws IOException {
		if (now - this.due < 0) {
			return;
		}
		if (this.state != State.RESTING) {
			ended("nothing came");
		}
		else if (mayAsk) {
			ask();
		}
	}

	private void ask() throws IOException {
		this.questions++;
		become(State.WAITING, MOST_PATIENCE);
		try {
			this.channel.write(ByteBuffer.wrap((this.questions + "\n").getBytes(StandardCharsets.US_ASCII)));
		}
		catch (IOException ex) {
			ended(ex.toString());
		}
	}

	private enum State {

		CONNECTING, RESTING, WAITING

	}

}
