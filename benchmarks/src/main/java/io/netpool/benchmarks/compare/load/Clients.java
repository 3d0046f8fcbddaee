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
 * Event loop of all clients of a load, on the thread that runs the load.
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
	 * Connects clients one after the other: connecting is not measured.
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
	 * Processes the clients whose sockets are ready.
	 * @param sleeping whether to wait for one, up to 50 ms
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
	 * Processes clients until nothing is missing, for at most 5 s.
	 * @param missing returns the number of missing replies
	 * @param failure the text that follows this number in the exception after that time
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
	 * Callbacks for the events of clients.
	 */
	interface Behaviour {

		void connected(Client client) throws IOException;

		void answered(Client client, int messages) throws IOException;

	}

}
