package io.netpool.tcp.server.simulation;

import java.util.Random;

import io.netpool.tcp.TcpConnection;

/**
 * A thread of the application that opens exchanges with connections.
 */
final class Asker {

	private static final int EXCHANGES = 20;

	private static final int MAX_TRIES = 200;

	private final Simulation simulation;

	Asker(Simulation simulation) {
		this.simulation = simulation;
	}

	void run() {
		Scheduler scheduler = Scheduler.current();
		Random random = scheduler.random();
		int maxRestNanos = Plan.any(random, 60_000, 300_000, 3_000_000);
		int opened = 0;
		for (int tries = 0; tries < MAX_TRIES && opened < EXCHANGES; tries++) {
			scheduler.await(() -> false, random.nextInt(maxRestNanos));
			Conversation conversation = this.simulation.conversation(random.nextInt(this.simulation.clients()));
			TcpConnection connection = conversation.connection();
			if (connection == null || conversation.reason() != null) {
				continue;
			}
			opened++;
			OpenedExchange exchange = conversation.exchanges().open(connection);
			switch (random.nextInt(4)) {
				case 0 -> scheduler.await(exchange::isDone, Long.MAX_VALUE);
				case 1 -> {
					scheduler.await(exchange::isDone, random.nextInt(maxRestNanos));
					exchange.cancel();
				}
				default -> scheduler.yield();
			}
		}
	}

}
