package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.util.List;

import io.netpool.benchmarks.compare.load.Clients.Behaviour;

/**
 * Closed-loop load: clients send the next message when one is answered.
 */
final class EchoLoad implements Load {

	private final int connections;

	private final int inFlight;

	private final Messages messages;

	private final boolean spinning;

	private final boolean tls;

	EchoLoad(int connections, int inFlight, Messages messages, boolean spinning, boolean tls) {
		this.connections = connections;
		this.inFlight = inFlight;
		this.messages = messages;
		this.spinning = spinning;
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

		private final List<Client> connected;

		private final Measurement measurement;

		private boolean asking = true;

		private long sent;

		Run(Target server, Timing timing) throws IOException {
			this.measurement = new Measurement(timing, server.processorTime());
			this.connected = this.clients.connect(server.address(), EchoLoad.this.tls, EchoLoad.this.connections,
					() -> new Conversation(EchoLoad.this.messages, EchoLoad.this.inFlight));
		}

		Outcome measure() throws IOException {
			this.measurement.start();
			for (Client client : this.connected) {
				ask(client, EchoLoad.this.inFlight);
			}
			while (this.measurement.goesOn()) {
				this.clients.turn(!EchoLoad.this.spinning);
			}
			finish();
			return this.measurement.outcome();
		}

		private void ask(Client client, int count) throws IOException {
			this.sent = System.nanoTime();
			client.conversation().ask(count);
			client.send();
		}

		@Override
		public void connected(Client client) {
		}

		@Override
		public void answered(Client client, int count) throws IOException {
			if (EchoLoad.this.spinning) {
				this.measurement.took(System.nanoTime() - this.sent);
			}
			this.measurement.answered(count);
			if (this.asking && count > 0) {
				ask(client, count);
			}
		}

		/**
		 * Waits for the last replies, and for any excess bytes after them.
		 */
		private void finish() throws IOException {
			this.asking = false;
			this.clients.awaitLast(this::unanswered, "messages were lost");
			this.clients.turn(true);
		}

		private int unanswered() {
			return this.connected.stream().mapToInt((client) -> client.conversation().unanswered()).sum();
		}

		@Override
		public void close() throws IOException {
			this.clients.close();
		}

	}

}
