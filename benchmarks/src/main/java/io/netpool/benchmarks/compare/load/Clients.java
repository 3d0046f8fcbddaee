package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The loop in which all clients of a load live.
 */
final class Clients implements AutoCloseable {

	private static final int BUFFER = 256 * 1024;

	private static final int SLEEP_MILLIS = 50;

	private static final long LAST_ANSWERS_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final Selector selector;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

	private final Behaviour behaviour;

	Clients(Behaviour behaviour) throws IOException {
		this.selector = Selector.open();
		this.behaviour = behaviour;
	}

	Selector selector() {
		return this.selector;
	}

	/**
	 * Connect clients one after the other: it is not this that is measured.
	 */
	List<Client> connect(SocketAddress server, boolean tls, int connections, Supplier<Conversation> conversations)
			throws IOException {
		List<Client> clients = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			Conversation conversation = conversations.get();
			conversation.begin(i);
			Client client = Client.connect(server, tls, Sources.any(), this.selector, conversation);
			while (!client.isConnected()) {
				client.finishConnect();
			}
			clients.add(client);
		}
		return clients;
	}

	/**
	 * Let clients go on whose sockets are ready.
	 * @param sleeping whether to wait, for a while, until there is one
	 */
	void turn(boolean sleeping) throws IOException {
		try {
			if (sleeping) {
				this.selector.select(this::ready, SLEEP_MILLIS);
			}
			else {
				this.selector.selectNow(this::ready);
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Let clients go on until nothing is missing any more.
	 * @param missing how many answers are
	 * @param failure what is said of those that never come
	 */
	void awaitLast(IntSupplier missing, String failure) throws IOException {
		long deadline = System.nanoTime() + LAST_ANSWERS_NANOS;
		int left;
		while ((left = missing.getAsInt()) > 0) {
			if (System.nanoTime() - deadline > 0) {
				throw new LoadException(left + " " + failure);
			}
			turn(true);
		}
	}

	private void ready(SelectionKey key) {
		try {
			Client client = (Client) key.attachment();
			if (!client.isConnected()) {
				client.finishConnect();
				if (client.isConnected()) {
					this.behaviour.connected(client);
				}
			}
			else if (key.isReadable()) {
				this.behaviour.answered(client, client.receive(this.buffer));
			}
			else {
				client.send();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		for (SelectionKey key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

	/**
	 * What clients do when something happens to them.
	 */
	interface Behaviour {

		void connected(Client client) throws IOException;

		void answered(Client client, int messages) throws IOException;

	}

}
