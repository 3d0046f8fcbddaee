package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.cluster.Label;
import io.netpool.tcp.cluster.LocalConnections;
import io.netpool.tcp.cluster.Payload;
import io.netpool.tcp.cluster.RemoteAnswer;
import io.netpool.tcp.cluster.Target;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this instance, for messages of others.
 *
 * @param directory finds them
 */
record ClusteredConnections(ConnectionDirectory directory) implements LocalConnections {

	@Override
	public String instance() {
		return this.directory.ids().instance();
	}

	@Override
	public int count() {
		return this.directory.count();
	}

	@Override
	public void eachLabel(Consumer<Label> action) {
		this.directory.labels().forEach(action);
	}

	@Override
	public void whilePresent(Label label, boolean present, Runnable action) {
		this.directory.whilePresent(label, present, action);
	}

	@Override
	public Runnable send(Target target, Payload payload, Consumer<TcpDelivery> done) {
		return Broadcast.sendRemote(members(target), payload, overflow(target.slow()), done);
	}

	@Override
	public CompletionStage<RemoteAnswer> exchange(Target target, Payload command, Map<String, String> keys,
			Duration timeout) {
		List<ServedConnection> connections = members(target).limit(2).toList();
		if (connections.size() != 1) {
			boolean none = connections.isEmpty();
			return RemoteMessages.failed(none ? Reason.NO_CONNECTION : Reason.SEVERAL_CONNECTIONS,
					"An exchange needs exactly one connection, but instance " + instance() + " has "
							+ (none ? "no " : "several ") + target);
		}
		ServedConnection connection = connections.get(0);
		String pool = connection.pool();
		String key = keys.get(pool);
		Object payload = command.forPool(pool);
		if (key == null || payload == null) {
			return RemoteMessages.failed(Reason.ELSEWHERE,
					"The command has no key for " + connection.label() + " of another instance");
		}
		try {
			return connection.exchanges()
				.open(payload, key, Label::nameOf, timeout)
				.thenApply((answer) -> new RemoteAnswer(pool, answer));
		}
		catch (RuntimeException ex) {
			return RemoteMessages.failed(Reason.ELSEWHERE, String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public void replace(Label label, BooleanSupplier lost) {
		this.directory.replace(label, lost);
	}

	private Stream<ServedConnection> members(Target target) {
		Predicate<ServedConnection> rule = (
				connection) -> (target.pool() == null || connection.pool().equals(target.pool()))
						&& !target.except().contains(connection.id());
		for (Label label : target.labels()) {
			rule = rule.and(this.directory.has(label));
		}
		return candidates(target).filter(rule);
	}

	private Stream<ServedConnection> candidates(Target target) {
		if (target.connection() != null) {
			return this.directory.served(target.connection());
		}
		return target.labels().isEmpty() ? this.directory.open() : this.directory.served(target.labels().get(0));
	}

	private static @Nullable OutboundOverflow overflow(Target.Slow slow) {
		return switch (slow) {
			case AS_CONFIGURED -> null;
			case SKIP -> OutboundOverflow.WAIT;
			case CLOSE -> OutboundOverflow.DISCONNECT;
		};
	}

}
