package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.netpool.benchmarks.compare.load.Clients.Behaviour;

/**
 * Open-loop load: clients send at times that are fixed in advance, at a constant rate
 * over all of them, whether or not earlier messages are answered. Times are measured from
 * the intended time of a message to its reply. A closed-loop load sends nothing while a
 * server pauses, and so measures one long time where many clients would have had one:
 * coordinated omission, described by Gil Tene in "How NOT to Measure Latency".
 */
final class OpenLoad implements Load {

	/**
	 * Maximum number of messages in flight per client. Further messages are delayed, and
	 * count as late.
	 */
	private static final int IN_FLIGHT = 1024;

	private final int connections;

	private final Messages messages;

	private final double nanosBetween;

	private final boolean spinning;

	OpenLoad(int connections, Messages messages, double perSecond, boolean spinning) {
		this.connections = connections;
		this.messages = messages;
		this.nanosBetween = 1e9 / perSecond;
		this.spinning = spinning;
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

		private long begin;

		private long scheduled;

		Run(Target server, Timing timing) throws IOException {
			this.measurement = new Measurement(timing, server.processorTime());
			this.connected = connect(server.address());
		}

		private List<Client> connect(SocketAddress server) throws IOException {
			return this.clients.connect(server, false, OpenLoad.this.connections,
					() -> new Conversation(OpenLoad.this.messages, IN_FLIGHT));
		}

		Outcome measure() throws IOException {
			this.measurement.start();
			this.begin = System.nanoTime();
			while (this.measurement.goesOn()) {
				sendDue();
				this.clients.turn(false);
				if (!OpenLoad.this.spinning) {
					LockSupport.parkNanos(intended(this.scheduled) - System.nanoTime());
				}
			}
			sendDue();
			this.clients.awaitLast(this::unanswered, "messages are not answered");
			this.clients.turn(true);
			return this.measurement.outcome();
		}

		/**
		 * Returns the intended time of a message in ns. Its number modulo the number of
		 * connections is that of its client.
		 */
		private long intended(long message) {
			return this.begin + (long) (message * OpenLoad.this.nanosBetween);
		}

		private void sendDue() throws IOException {
			long now = System.nanoTime();
			while (intended(this.scheduled) - now <= 0) {
				Client client = this.connected.get((int) (this.scheduled % OpenLoad.this.connections));
				if (client.conversation().unanswered() < IN_FLIGHT) {
					send(client);
				}
				this.scheduled++;
			}
		}

		private void send(Client client) throws IOException {
			Conversation conversation = client.conversation();
			long intended = intended(message(conversation, conversation.asked()));
			conversation.ask(1);
			client.send();
			this.measurement.sent(intended, System.nanoTime());
		}

		/**
		 * Returns the number of a client's message among those of all clients.
		 */
		private long message(Conversation conversation, long number) {
			return number * OpenLoad.this.connections + conversation.connection();
		}

		/**
		 * Returns the number of a client's messages that were to be sent by now.
		 */
		private long due(Conversation conversation) {
			int connections = OpenLoad.this.connections;
			return (this.scheduled + connections - 1 - conversation.connection()) / connections;
		}

		@Override
		public void connected(Client client) {
		}

		@Override
		public void answered(Client client, int count) throws IOException {
			long now = System.nanoTime();
			Conversation conversation = client.conversation();
			long answered = conversation.asked() - conversation.unanswered();
			for (long number = answered - count; number < answered; number++) {
				this.measurement.answered(intended(message(conversation, number)), now);
			}
			for (int i = 0; i < count && conversation.asked() < due(conversation); i++) {
				send(client);
			}
		}

		private int unanswered() {
			return this.connected.stream()
				.map(Client::conversation)
				.mapToInt(
						(conversation) -> (int) (due(conversation) - conversation.asked()) + conversation.unanswered())
				.sum();
		}

		@Override
		public void close() throws IOException {
			this.clients.close();
		}

	}

}
