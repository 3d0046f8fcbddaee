package io.netpool.tcp.server.simulation;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.netpool.tcp.TcpConnection;

/**
 * What handlers do with messages of devices.
 */
final class DeviceHandlers {

	private static final int SEVERAL = 3;

	private DeviceHandlers() {
	}

	static Object reply(Message message, TcpConnection connection, Conversation conversation) {
		String reply = message.command().replies(message.number()).get(0);
		switch (message.command()) {
			case ASK -> {
				return open(connection, conversation).handle((answer, failure) -> reply);
			}
			case ASK_AND_WAIT -> await(open(connection, conversation));
			case ASK_SEVERAL -> {
				return CompletableFuture
					.allOf(Stream.generate(() -> open(connection, conversation))
						.limit(SEVERAL)
						.toArray(CompletableFuture[]::new))
					.handle((answers, failure) -> reply);
			}
			case ASK_ONLY -> open(connection, conversation);
			case ASK_AND_CANCEL -> {
				OpenedExchange exchange = conversation.exchanges().open(connection);
				Scheduler.current().yield();
				exchange.cancel();
			}
			case CLAIM -> Simulation.current().claims().identify(conversation, connection, true);
			case IDENTIFY_DEVICE -> Simulation.current().claims().identify(conversation, connection, false);
			case TIMEOUTS -> conversation.times().change(connection, Scheduler.current().random());
			default -> throw new IllegalStateException();
		}
		return reply;
	}

	private static CompletableFuture<String> open(TcpConnection connection, Conversation conversation) {
		return Objects.requireNonNull(conversation.exchanges().open(connection).result());
	}

	private static void await(CompletableFuture<String> answer) {
		if (Simulation.current().plan().execution() != Plan.Execution.EVENT_LOOP) {
			Scheduler.current().await(answer::isDone, Long.MAX_VALUE);
		}
		else if (!answer.isDone()) {
			try {
				answer.join();
				Simulation.current().violation("An I/O thread waits for an answer");
			}
			catch (IllegalStateException ex) {
				// it must not wait
			}
		}
	}

}
