package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.cluster.Payload;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.outbound.SendResult;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message to many connections, encoded once per pool, or each a message of its
 * own, and wakes each event loop once for all of its connections.
 * {@link ConnectionDirectory} has the groups.
 */
final class Broadcast implements SendResult {

	private final CompletableFuture<TcpDelivery> done = new CompletableFuture<>();

	/**
	 * One more than are outstanding, so that it does not complete before all were sent.
	 */
	private final AtomicInteger outstanding = new AtomicInteger(1);

	private final AtomicInteger written = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private Broadcast() {
	}

	/**
	 * Sends one message.
	 * @param overflow strategy for receivers without room, {@code null} for that of their
	 * pool
	 */
	static CompletionStage<TcpDelivery> send(Stream<ServedConnection> receivers, Object message,
			@Nullable OutboundOverflow overflow) {
		Broadcast broadcast = new Broadcast();
		Map<PoolContext, OutboundQueue.Tracked> encoded = new IdentityHashMap<>();
		return broadcast.send(receivers, overflow, (receiver) -> encoded.computeIfAbsent(receiver.context(),
				(pool) -> broadcast.encode(receiver, message)));
	}

	/**
	 * Sends each receiver the message of a function, which may return none.
	 */
	static CompletionStage<TcpDelivery> sendEach(Stream<ServedConnection> receivers,
			Function<TcpConnection, ? extends @Nullable Object> messages, @Nullable OutboundOverflow overflow) {
		Broadcast broadcast = new Broadcast();
		return broadcast.send(receivers, overflow, (receiver) -> {
			Object message = messages.apply(receiver);
			return (message != null) ? broadcast.encode(receiver, message) : null;
		});
	}

	/**
	 * Sends the message of another instance.
	 * @param done gets what became of it
	 * @return withdraws the message from receivers that it has not been written to
	 */
	static Runnable sendRemote(Stream<ServedConnection> receivers, Payload payload, @Nullable OutboundOverflow overflow,
			Consumer<TcpDelivery> done) {
		Broadcast broadcast = new Broadcast();
		Map<PoolContext, OutboundQueue.@Nullable Tracked> encoded = new IdentityHashMap<>();
		List<ServedConnection> reached = new ArrayList<>();
		broadcast.send(receivers, overflow, (receiver) -> {
			PoolContext pool = receiver.context();
			OutboundQueue.Tracked tracked = encoded.computeIfAbsent(pool, (same) -> {
				Object message = payload.forPool(pool.name());
				return (message != null) ? broadcast.encode(receiver, message) : null;
			});
			if (tracked != null) {
				reached.add(receiver);
			}
			return tracked;
		}).thenAccept(done);
		return () -> reached
			.forEach((receiver) -> receiver.sender().expire(Objects.requireNonNull(encoded.get(receiver.context()))));
	}

	private OutboundQueue.Tracked encode(ServedConnection receiver, Object message) {
		return new OutboundQueue.Tracked(receiver.context().encode(message), this);
	}

	private CompletionStage<TcpDelivery> send(Stream<ServedConnection> receivers, @Nullable OutboundOverflow overflow,
			Function<ServedConnection, OutboundQueue.@Nullable Tracked> encoded) {
		Set<IoContext> loops = Collections.newSetFromMap(new IdentityHashMap<>());
		try {
			receivers.filter(Broadcast::isPermitted).forEach((receiver) -> {
				OutboundQueue.Tracked tracked = encoded.apply(receiver);
				if (tracked != null) {
					this.outstanding.incrementAndGet();
					receiver.sender().offer(tracked, overflow);
					loops.add(receiver.io());
				}
			});
		}
		finally {
			// also for receivers that were reached before encoding failed for another
			loops.forEach(IoContext::signal);
		}
		completeOne();
		return this.done;
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
		this.lost.incrementAndGet();
		completeOne();
	}

	private void completeOne() {
		if (this.outstanding.decrementAndGet() == 0) {
			this.done.complete(new TcpDelivery(this.written.get(), this.lost.get(), 0, true));
		}
	}

}
