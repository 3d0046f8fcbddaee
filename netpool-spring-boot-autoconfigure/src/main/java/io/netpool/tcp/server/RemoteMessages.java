package io.netpool.tcp.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.cluster.Label;
import io.netpool.tcp.cluster.Payload;
import io.netpool.tcp.cluster.Target;
import org.jspecify.annotations.Nullable;

/**
 * The form of messages and commands that go to other instances.
 */
final class RemoteMessages {

	private RemoteMessages() {
	}

	/**
	 * Returns a message in a form that every instance reads. An object is converted here,
	 * once for each pool that it may go to.
	 * @param pool the only pool that it goes to, {@code null} for any
	 * @throws IllegalArgumentException if it can't be encoded for one of them
	 */
	static Payload payload(ConnectionDirectory directory, Object message, @Nullable String pool) {
		if (message instanceof CharSequence text) {
			return Payload.of(text.toString());
		}
		if (message instanceof byte[] bytes) {
			return Payload.of(bytes);
		}
		Map<String, byte[]> byPool = new HashMap<>();
		directory.pools()
			.filter((context) -> pool == null || context.name().equals(pool))
			.forEach((context) -> byPool.put(context.name(), context.encode(message)));
		return Payload.of(byPool);
	}

	/**
	 * A predicate is not known on other instances.
	 */
	static <T> CompletionStage<T> notElsewhere(ConnectionGroup group) {
		return failed(Reason.ELSEWHERE, "No connection of this instance is " + group
				+ ", and a predicate can't be evaluated on others: an exchange with them needs a TcpCorrelation");
	}

	/**
	 * Exchanges a command and its answer with the only connection of a group, on another
	 * instance.
	 * @param timeout the timeout, {@code null} for that of the pools
	 */
	static <T> CompletionStage<T> exchange(ConnectionGroup group, Object command, Class<T> type,
			@Nullable Duration timeout) {
		Target target = group.target();
		if (target == null) {
			throw new IllegalStateException("Connections of this instance are not elsewhere");
		}
		ConnectionDirectory directory = group.directory();
		Map<String, String> keys = new HashMap<>();
		Duration longest = Duration.ZERO;
		for (PoolContext pool : pools(directory, target)) {
			TcpCorrelation correlation = pool.settings().exchanges().correlation().get();
			Object key = (correlation != null) ? correlation.commandKey(command) : null;
			if (key != null) {
				keys.put(pool.name(), Label.nameOf(key));
				Duration present = pool.settings().exchanges().timeout();
				longest = (present.compareTo(longest) > 0) ? present : longest;
			}
		}
		if (keys.isEmpty()) {
			throw new IllegalArgumentException("No TcpCorrelation has a key for a command of type "
					+ command.getClass().getName() + ", which an exchange with another instance needs");
		}
		return directory.link()
			.exchange(target, payload(directory, command, target.pool()), keys, (timeout != null) ? timeout : longest)
			.thenApply((answer) -> directory.pools()
				.filter((pool) -> pool.name().equals(answer.pool()))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("This instance has no pool '" + answer.pool() + "'"))
				.reader(type)
				.apply(answer.payload()));
	}

	private static List<PoolContext> pools(ConnectionDirectory directory, Target target) {
		return directory.pools()
			.filter((context) -> target.pool() == null || context.name().equals(target.pool()))
			.toList();
	}

	static <T> CompletionStage<T> failed(Reason reason, String why) {
		return CompletableFuture.failedFuture(new TcpExchangeException(reason, null, why, null));
	}

}
