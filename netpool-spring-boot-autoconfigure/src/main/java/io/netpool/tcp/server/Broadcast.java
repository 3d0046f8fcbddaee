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
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.outbound.SendResult;

/**
 * Sends one message to many connections: encodes it once per pool, and wakes each event
 * loop once for all of its connections. {@link ConnectionDirectory} has the groups.
 */
final class Broadcast implements SendResult {

	private final CompletableFuture<Integer> done = new CompletableFuture<>();

	/**
	 * One more than are outstanding, so that it does not complete before all were sent.
	 */
	private final AtomicInteger outstanding = new AtomicInteger(1);

	private final AtomicInteger written = new AtomicInteger();

	private Broadcast() {
	}

	static CompletionStage<Integer> send(Stream<ServedConnection> receivers, Object message) {
		Broadcast broadcast = new Broadcast();
		Map<PoolContext, OutboundQueue.Tracked> encoded = new IdentityHashMap<>();
		Set<IoContext> loops = Collections.newSetFromMap(new IdentityHashMap<>());
		try {
			receivers.filter(Broadcast::isPermitted).forEach((receiver) -> {
				OutboundQueue.Tracked tracked = encoded.computeIfAbsent(receiver.context(),
						(pool) -> new OutboundQueue.Tracked(pool.encode(receiver, message), broadcast));
				broadcast.outstanding.incrementAndGet();
				receiver.sender().offer(tracked);
				loops.add(receiver.io());
			});
		}
		finally {
			// also for receivers that were reached before encoding failed for another
			// pool
			loops.forEach(IoContext::signal);
		}
		broadcast.completeOne();
		return broadcast.done;
	}

	/**
	 * A client that has to log in first receives nothing that is meant for many.
	 */
	private static boolean isPermitted(ServedConnection receiver) {
		return receiver.principal() != null || receiver.context().settings().timeouts().authentication() == null;
	}

	@Override
	public void written() {
		this.written.incrementAndGet();
		completeOne();
	}

	@Override
	public void lost(TcpSendException why) {
		completeOne();
	}

	private void completeOne() {
		if (this.outstanding.decrementAndGet() == 0) {
			this.done.complete(this.written.get());
		}
	}

}
