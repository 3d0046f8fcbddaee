package io.netpool.tcp.cluster;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.cluster.ClusterMessage.Answered;
import org.jspecify.annotations.Nullable;

/**
 * A command to the only connection of a target, on another instance. Any thread may call.
 */
final class OutgoingCommand extends Outgoing {

	private final BiConsumer<@Nullable RemoteAnswer, @Nullable TcpExchangeException> result;

	private boolean done;

	OutgoingCommand(Outbox outbox, Target target, byte[] message, long expiresNanos,
			BiConsumer<@Nullable RemoteAnswer, @Nullable TcpExchangeException> result) {
		super(outbox, target, message, expiresNanos);
		this.result = result;
	}

	/**
	 * Only one instance may have the connection.
	 */
	@Override
	Set<String> receivers(Set<String> found, Set<String> unsure) {
		Set<String> receivers = new HashSet<>(found);
		if (receivers.isEmpty()) {
			receivers.addAll(unsure);
		}
		if (receivers.size() == 1) {
			return receivers;
		}
		if (found.size() > 1) {
			fail(Reason.SEVERAL_CONNECTIONS, "several instances have " + target(), null);
		}
		else if (receivers.isEmpty()) {
			none();
		}
		else {
			refuse("the directory of the cluster is incomplete");
		}
		return Set.of();
	}

	/**
	 * Nobody but the only connection of one instance answers a command.
	 */
	@Override
	void toAll(int present) {
		none();
	}

	@Override
	void published(@Nullable String instance, long receivers, boolean isThere) {
		if (receivers == 0) {
			none();
		}
	}

	@Override
	void complete() {
	}

	void answered(Answered answered) {
		Reason reason = answered.reason();
		byte[] payload = answered.answer();
		if (payload != null) {
			finish(new RemoteAnswer(answered.pool(), payload), null);
		}
		else {
			finish(null, new TcpExchangeException(Objects.requireNonNullElse(reason, Reason.TIMEOUT), null,
					answered.detail(), null));
		}
	}

	private void none() {
		fail(Reason.NO_CONNECTION, "no instance has " + target(), null);
	}

	@Override
	void refuse(String why) {
		fail(Reason.NOT_SENT, why, new TcpSendException("Not sent to other instances: " + why));
	}

	@Override
	void expire() {
		fail(Reason.TIMEOUT, "the instance that has " + target() + " has not answered", null);
	}

	private void fail(Reason reason, String why, @Nullable Throwable cause) {
		finish(null, new TcpExchangeException(reason, null, "No answer to a command: " + why, cause));
	}

	private synchronized void finish(@Nullable RemoteAnswer answer, @Nullable TcpExchangeException failure) {
		if (!this.done) {
			this.done = true;
			finished();
			this.result.accept(answer, failure);
		}
	}

	@Override
	synchronized boolean isDone() {
		return this.done;
	}

}
