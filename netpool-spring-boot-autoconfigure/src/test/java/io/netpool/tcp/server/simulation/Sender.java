package io.netpool.tcp.server.simulation;

import java.util.Random;

import io.netpool.tcp.TcpConnection;

/**
 * A thread of the application that sends messages to connections and to a group.
 */
final class Sender {

	private static final int MESSAGES = 20;

	private static final int MAX_REST_NANOS = 1_500_000;

	private final Simulation simulation;

	private final String name;

	Sender(Simulation simulation, String name) {
		this.simulation = simulation;
		this.name = name;
	}

	void run() {
		Scheduler scheduler = Scheduler.current();
		Random random = scheduler.random();
		for (int i = 0; i < MESSAGES; i++) {
			scheduler.await(() -> false, random.nextInt(MAX_REST_NANOS));
			if (random.nextInt(4) == 0) {
				this.simulation.sendToGroup(this.name);
				continue;
			}
			Conversation conversation = this.simulation.conversation(random.nextInt(this.simulation.clients()));
			TcpConnection connection = conversation.connection();
			if (connection != null) {
				conversation.send(connection, this.name);
			}
		}
	}

}
