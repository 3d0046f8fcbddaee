package io.netpool.tcp.server.simulation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.framing.Framings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The application of a simulated pool: does what each message asks for. Public for
 * netpool, which calls its methods.
 */
public final class SimulatedHandlers {

	private static final int MAX_DELAY_NANOS = 2_000_000;

	@TcpConnected
	public @Nullable String connected(TcpConnection connection) {
		Conversation conversation = Conversation.of(connection);
		conversation.connected(connection);
		pause();
		if (Simulation.current().plan().changesWhenConnected()) {
			changeFraming(connection, conversation.flipFraming());
		}
		return Simulation.current().plan().greets() ? Conversation.GREETING : null;
	}

	@TcpHandler
	public @Nullable Object message(String text, TcpConnection connection) {
		Conversation conversation = Conversation.of(connection);
		Message message = conversation.handling(text);
		try {
			pause();
			return reply(message, connection, conversation);
		}
		finally {
			conversation.handled(message);
		}
	}

	private @Nullable Object reply(Message message, TcpConnection connection, Conversation conversation) {
		List<String> replies = message.command().replies(message.number());
		switch (message.command()) {
			case ASK, ASK_AND_WAIT, ASK_SEVERAL, ASK_ONLY, ASK_AND_CANCEL, CLAIM, IDENTIFY_DEVICE, TIMEOUTS -> {
				return DeviceHandlers.reply(message, connection, conversation);
			}
			case ECHO, EMPTY, LONG -> {
				return replies.get(0);
			}
			case NONE -> {
				return null;
			}
			case FAIL -> throw new IllegalStateException("A handler that fails");
			case SLOW -> {
				sleep();
				return replies.get(0);
			}
			case LATER -> {
				return later(() -> replies.get(0));
			}
			case LATER_FAIL -> {
				return later(() -> {
					throw new IllegalStateException("A reply that fails");
				});
			}
			case NEVER -> {
				return new CompletableFuture<String>();
			}
			case NEVER_SEVERAL -> {
				return Flux.never();
			}
			case LIST -> {
				return replies;
			}
			case STREAM -> {
				return Stream.of(replies.toArray());
			}
			case FLUX -> {
				return Flux.fromIterable(replies);
			}
			case TRICKLE -> {
				return new TricklingPublisher(replies);
			}
			case SEND -> {
				conversation.send(connection);
				pause();
				conversation.send(connection);
				return replies.get(0);
			}
			case GROUP -> {
				connection.join("group");
				pause();
				conversation.sendToGroup();
				return replies.get(0);
			}
			case IDENTIFY -> {
				connection.identify("client", conversation.toString());
				return replies.get(0);
			}
			case CLOSE -> {
				connection.close();
				pause();
				return replies.get(0);
			}
			case CLOSE_LIST -> {
				connection.close();
				pause();
				return replies;
			}
			case CLOSE_LATER -> {
				return later(() -> {
					connection.close();
					return replies.get(0);
				});
			}
			case ABORT -> {
				connection.abort();
				return null;
			}
			case CHANGE -> {
				changeFraming(connection, conversation.flipFraming());
				pause();
				return replies.get(0);
			}
			case CHANGE_SILENTLY -> {
				changeFraming(connection, conversation.flipFraming());
				return null;
			}
			case CHANGE_LATER -> {
				return later(() -> {
					throw new ChangeOfFraming(replies.get(0));
				});
			}
		}
		throw new IllegalStateException();
	}

	@TcpExceptionHandler
	public String failed(ChangeOfFraming failure, TcpConnection connection) {
		changeFraming(connection, Conversation.of(connection).flipFraming());
		pause();
		return failure.reply;
	}

	@TcpDisconnected
	public void disconnected(TcpConnection connection, CloseReason reason) {
		pause();
		Conversation.of(connection).disconnected(reason);
	}

	private static void changeFraming(TcpConnection connection, boolean changed) {
		connection.changeFraming(changed ? Framings.delimiter(Message.MAX_LENGTH, false, List.of(new byte[] { ';' }))
				: Framings.line(Message.MAX_LENGTH));
	}

	private static CompletableFuture<String> later(Supplier<String> result) {
		CompletableFuture<String> reply = new CompletableFuture<>();
		Scheduler scheduler = Scheduler.current();
		scheduler.startAfter(scheduler.random().nextInt(MAX_DELAY_NANOS), "completer", () -> {
			try {
				reply.complete(result.get());
			}
			catch (RuntimeException ex) {
				reply.completeExceptionally(ex);
			}
		});
		return reply;
	}

	private static void sleep() {
		if (Simulation.current().plan().execution() != Plan.Execution.EVENT_LOOP) {
			Scheduler scheduler = Scheduler.current();
			scheduler.await(() -> false, scheduler.random().nextInt(MAX_DELAY_NANOS));
		}
	}

	private static void pause() {
		Scheduler.current().yield();
	}

	/**
	 * Has the framing changed by the exception handler.
	 */
	public static final class ChangeOfFraming extends RuntimeException {

		private static final long serialVersionUID = 1;

		private final String reply;

		ChangeOfFraming(String reply) {
			this.reply = reply;
		}

	}

}
