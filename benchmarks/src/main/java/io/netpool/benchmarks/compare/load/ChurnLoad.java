package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.net.SocketAddress;

import io.netpool.benchmarks.compare.load.Clients.Behaviour;

/**
 * Clients that connect, send a line, read the reply, close, and are replaced by another.
 */
final class ChurnLoad implements Load {

	private static final int ADDRESSES = 200;

	private final int atATime;

	private final Messages messages;

	private final boolean tls;

	ChurnLoad(int atATime, Messages messages, boolean tls) {
		this.atATime = atATime;
		this.messages = messages;
		this.tls = tls;
	}

	@Override
	public Outcome run(Target server, Timing timing) throws IOException {
		try (Run run = new Run(server, timing)) {
			return run.measure();
		}
	}

	private final class Run implements Behaviour, AutoCloseable {

		private final Clients clients = new Clients(this);

		private final Sources sources = Sources.several(ADDRESSES);

		private final SocketAddress server;

		private final Measurement measurement;

		private int connections;

		private int open;

		private boolean replacing = true;

		Run(Target server, Timing timing) throws IOException {
			this.server = server.address();
			this.measurement = new Measurement(timing, server.processorTime());
		}

		Outcome measure() throws IOException {
			this.measurement.start();
			for (int i = 0; i < ChurnLoad.this.atATime; i++) {
				connect(new Conversation(ChurnLoad.this.messages, 1));
			}
			while (this.measurement.goesOn()) {
				this.clients.turn(true);
			}
			this.replacing = false;
			this.clients.awaitLast(() -> this.open, "connections got no answer");
			return this.measurement.outcome();
		}

		private void connect(Conversation conversation) throws IOException {
			conversation.begin(this.connections++);
			Client client = Client.connect(this.server, ChurnLoad.this.tls, this.sources, this.clients.selector(),
					conversation);
			this.open++;
			if (client.isConnected()) {
				connected(client);
			}
		}

		@Override
		public void connected(Client client) throws IOException {
			client.conversation().ask(1);
			client.send();
		}

		@Override
		public void answered(Client client, int count) throws IOException {
			if (count == 0) {
				return;
			}
			this.measurement.answered(count);
			client.close();
			this.open--;
			if (this.replacing) {
				connect(client.conversation());
			}
		}

		@Override
		public void close() throws IOException {
			this.clients.close();
		}

	}

}
