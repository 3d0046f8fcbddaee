package io.netpool.tcp.server;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.netpool.tcp.TcpSendException;

/**
 * One message to many connections: encoded once for each pool, its I/O threads woken once
 * for all of their connections.
 */
final class Broadcast implements SendResult {

	private final CompletableFuture<Integer> done = new CompletableFuture<>();

	/**
	 * One more than are under way, so that it is not done before all were asked.
	 */
	private final AtomicInteger outstanding = new AtomicInteger(1);

	private final AtomicInteger written = new AtomicInteger();

	private Broadcast() {
	}

	static CompletionStage<Integer> send(Stream<ServedConnection> receivers, Object message) {
		Broadcast broadcast = new Broadcast();
		Map<PoolContext, OutboundQueue.Tracked> encoded = new IdentityHashMap<>();
		Set<IoContext> concerned = Collections.newSetFromMap(new IdentityHashMap<>());
		try {
			receivers.forEach((receiver) -> {
				OutboundQueue.Tracked tracked = encoded.computeIfAbsent(receiver.context(),
						(pool) -> new OutboundQueue.Tracked(pool.encode(receiver, message), broadcast));
				broadcast.outstanding.incrementAndGet();
				receiver.sender().offer(tracked);
				concerned.add(receiver.io());
			});
		}
		finally {
			// also of those who were reached before it failed for another pool
			concerned.forEach(IoContext::signal);
		}
		broadcast.oneLess();
		return broadcast.done;
	}

	@Override
	public void written() {
		this.written.incrementAndGet();
		oneLess();
	}

	@Override
	public void lost(TcpSendException why) {
		oneLess();
	}

	private void oneLess() {
		if (this.outstanding.decrementAndGet() == 0) {
			this.done.complete(this.written.get());
		}
	}

}
