package io.netpool.tcp.server.simulation;

import java.util.Random;

import io.netpool.tcp.TcpConnection;

/**
 * A thread of the application that sends messages to connections and to a group.
 */
final class Sender {

	private static final int MESSAGES = 40;

	private static final int MAX_TRIES = 400;

	private final Simulation simulation;

	private final String name;

	Sender(Simulation simulation, String name) {
		this.simulation = simulation;
		this.name = name;
	}

	void run() {
		Scheduler scheduler = Scheduler.current();
		Random random = scheduler.random();
		int maxRestNanos = Plan.any(random, 60_000, 300_000, 1_500_000);
		int sent = 0;
		for (int tries = 0; tries < MAX_TRIES && sent < MESSAGES; tries++) {
			scheduler.await(() -> false, random.nextInt(maxRestNanos));
			if (random.nextInt(4) == 0) {
				this.simulation.sendToGroup(this.name);
				continue;
			}
			Conversation conversation = this.simulation.conversation(random.nextInt(this.simulation.clients()));
			TcpConnection connection = conversation.connection();
			if (connection != null && conversation.reason() == null) {
				sent++;
				conversation.send(connection, this.name);
			}
		}
	}

}
