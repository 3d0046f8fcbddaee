package io.netpool.tcp.server.simulation;

import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.server.EngineView;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.jspecify.annotations.Nullable;

/**
 * What netpool promises for a connection, compared with what became of it.
 */
final class Contract {

	/**
	 * Reasons for which what was received before is handled.
	 */
	private static final Set<CloseReason> HANDLES_ALL = Set.of(CloseReason.CLIENT, CloseReason.NETWORK_ERROR,
			CloseReason.BAD_FRAME, CloseReason.FRAME_TOO_LONG, CloseReason.IDLE_TIMEOUT, CloseReason.READ_IDLE_TIMEOUT,
			CloseReason.MAX_AGE, CloseReason.FIRST_MESSAGE_TIMEOUT, CloseReason.FRAME_TIMEOUT, CloseReason.SHUTDOWN);

	/**
	 * Reasons for which replies before are sent.
	 */
	private static final Set<CloseReason> SENDS_ALL = Set.of(CloseReason.CLIENT, CloseReason.BAD_FRAME,
			CloseReason.FRAME_TOO_LONG, CloseReason.FIRST_MESSAGE_TIMEOUT, CloseReason.FRAME_TIMEOUT,
			CloseReason.APPLICATION, CloseReason.REPLACED, CloseReason.MAX_AGE, CloseReason.SHUTDOWN);

	/**
	 * What a queued reply occupies at least, besides its bytes.
	 */
	private static final int OVERHEAD = 16;

	private static final int SLACK = 1024;

	private final Simulation simulation;

	Contract(Simulation simulation) {
		this.simulation = simulation;
	}

	/**
	 * Checks an open connection that has had the time to do everything.
	 */
	void checkAtRest(SimulatedClient client) {
		Conversation conversation = client.conversation();
		if (conversation.connection() == null || !client.isReading()) {
			return;
		}
		if (conversation.reason() != null) {
			checkEnded(client, true);
			return;
		}
		if (EngineView.isClosing(conversation.connection())) {
			violation(conversation + " is closing, and has not been closed");
		}
		else if (!conversation.isClosedByHandler()) {
			checkHandled(conversation, "open");
			checkSent(conversation, "open");
			conversation.exchanges().checkAtRest();
			conversation.times().checkAtRest(client);
		}
		else {
			violation(conversation + " was closed by its handler, and is still open");
		}
	}

	/**
	 * Checks a connection of a pool that has stopped.
	 * @param drained whether it drained before
	 */
	void checkEnded(SimulatedClient client, boolean drained) {
		Conversation conversation = client.conversation();
		CloseReason reason = conversation.reason();
		if (conversation.connection() == null) {
			return;
		}
		if (reason == null) {
			violation(conversation + " was connected, and never disconnected");
			return;
		}
		boolean forced = !drained && conversation.isEndedByStop();
		conversation.exchanges().checkEnded(reason);
		if (HANDLES_ALL.contains(reason) && !forced && !conversation.isClosedByHandler()
				&& !wasDiscarded(conversation.connection())) {
			checkHandled(conversation, reason.name());
		}
		if (SENDS_ALL.contains(reason) && !forced && !conversation.isAborted() && client.isReading()
				&& !mayBeCut(client)) {
			checkSent(conversation, reason.name());
		}
		if (reason == CloseReason.SLOW_READER && !mayBeCut(client)) {
			violation(conversation + " was closed with SLOW_READER, and it reads");
		}
		checkPushes(client, SENDS_ALL.contains(reason) && !forced && !conversation.isAborted() && !mayBeCut(client));
	}

	/**
	 * Returns whether the client read so slowly, or others sent so fast, that its
	 * connection may be closed at once, also while it is already closing for another
	 * reason.
	 */
	private boolean mayBeCut(SimulatedClient client) {
		Plan plan = this.simulation.plan();
		long full = client.wire().longestFull(Scheduler.current().nanoTime());
		boolean overflows = plan.outbound().overflow() == OutboundOverflow.DISCONNECT
				&& (full >= 0 || plan.senders() > 0 || plan.devices() != null);
		return overflows || (!plan.writeTimeout().isZero() && full > plan.writeTimeout().toNanos() / 2);
	}

	/**
	 * Returns whether others sent so much, while the connection was already closing for
	 * another reason, that what was received before was discarded.
	 */
	private boolean wasDiscarded(TcpConnection connection) {
		return this.simulation.plan().outbound().overflow() == OutboundOverflow.DISCONNECT
				&& EngineView.discards(connection);
	}

	private void checkHandled(Conversation conversation, String state) {
		conversation.skipLastAnswers();
		int received = conversation.received();
		if (!conversation.isChangeAwaited() && conversation.handledMessages() < received) {
			violation("Lost messages: of " + received + " messages received whole from " + conversation + " (" + state
					+ "), " + conversation.handledMessages() + " were handled");
		}
	}

	private void checkSent(Conversation conversation, String state) {
		// of the message that is handled when its connection is replaced, the reply may
		// come too late
		String missing = (conversation.reason() == CloseReason.REPLACED) ? conversation.output().missingBefore()
				: conversation.output().missing();
		if (missing != null) {
			violation("Lost reply: " + missing + " was never sent to " + conversation + " (" + state + "), "
					+ conversation.handledMessages() + " messages were handled");
		}
	}

	private void checkPushes(SimulatedClient client, boolean sent) {
		Conversation conversation = client.conversation();
		for (Conversation.Push push : conversation.pushes()) {
			if (!push.result().isDone()) {
				violation("The sender of " + push.text() + " to " + conversation + " has never got a result");
			}
			else if (sent && client.isReading() && !push.result().isCompletedExceptionally()
					&& !conversation.output().hasReceived(push.text())) {
				violation(push.text() + " was told to be written, and " + conversation + " has not received it");
			}
		}
	}

	/**
	 * Called when a connection has ended: a write timeout needs a client that does not
	 * read.
	 */
	void checkWriteTimeout(SimulatedClient client, CloseReason reason) {
		if (reason != CloseReason.WRITE_TIMEOUT) {
			return;
		}
		long now = Scheduler.current().nanoTime();
		long timeout = this.simulation.plan().writeTimeout().toNanos();
		if (now - client.wire().lastFull(now) > 2 * timeout) {
			violation(client.conversation() + " was closed with WRITE_TIMEOUT, and it had read everything");
		}
		else if (client.wire().longestFull(now) < timeout / 2) {
			violation(client.conversation() + " was closed with WRITE_TIMEOUT, and it reads");
		}
	}

	/**
	 * Called before a message of a client that floods is handled, each of which has one
	 * reply: what a connection may keep in memory includes an overhead of each reply.
	 */
	void checkMemory(@Nullable TcpConnection connection, int replies) {
		Plan plan = this.simulation.plan();
		if (!plan.floods() || connection == null) {
			return;
		}
		long queued = replies - Scheduler.current().quietly(() -> connection.statistics().sentMessages());
		if (queued * OVERHEAD > plan.outbound().maxPending() + SLACK) {
			violation("Memory: " + queued + " replies are queued, and outbound.max-pending is "
					+ plan.outbound().maxPending());
		}
	}

	private void violation(String what) {
		this.simulation.violation(what);
	}

}
