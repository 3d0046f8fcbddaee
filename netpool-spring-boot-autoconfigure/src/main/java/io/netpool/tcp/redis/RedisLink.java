package io.netpool.tcp.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.netpool.tcp.cluster.ClusterEngine;

/**
 * Two connections to Redis, one for commands and one that listens. If either is lost,
 * both are closed, so that Lettuce neither restores them nor repeats commands later: a
 * message must not be sent when nobody waits for it any more. Any thread may call.
 * <p>
 * Commands of several threads are flushed together, unless nothing else is under way.
 */
final class RedisLink {

	private final StatefulRedisConnection<byte[], byte[]> commands;

	private final StatefulRedisPubSubConnection<byte[], byte[]> inbox;

	private final RedisAsyncCommands<byte[], byte[]> async;

	private final Executor executor;

	private final AtomicInteger underWay = new AtomicInteger();

	private final LongAdder answered = new LongAdder();

	/**
	 * Number of calls since nothing was left to flush: whoever makes the first one
	 * flushes.
	 */
	private final AtomicInteger unflushed = new AtomicInteger();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Completes when both connections are closed.
	 */
	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private RedisLink(StatefulRedisConnection<byte[], byte[]> commands,
			StatefulRedisPubSubConnection<byte[], byte[]> inbox, Executor executor) {
		this.commands = commands;
		this.inbox = inbox;
		this.async = commands.async();
		this.executor = executor;
	}

	/**
	 * Connects, and waits for it.
	 * @param executor flushes commands
	 */
	static RedisLink open(RedisClient client, Executor executor) {
		StatefulRedisConnection<byte[], byte[]> commands = client.connect(ByteArrayCodec.INSTANCE);
		try {
			commands.setAutoFlushCommands(false);
			return new RedisLink(commands, client.connectPubSub(ByteArrayCodec.INSTANCE), executor);
		}
		catch (RuntimeException ex) {
			commands.closeAsync();
			throw ex;
		}
	}

	/**
	 * Passes messages of channels to a listener.
	 * @return completes when Redis will send all of them
	 */
	CompletionStage<?> listen(ClusterEngine.Listener listener, byte[]... channels) {
		RedisConnectionStateListener disconnected = new RedisConnectionStateListener() {

			@Override
			public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
				if (close()) {
					listener.disconnected();
				}
			}

		};
		this.commands.addListener(disconnected);
		this.inbox.addListener(disconnected);
		this.inbox.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(byte[] channel, byte[] message) {
				listener.received(message);
			}

		});
		return this.inbox.async().subscribe(channels);
	}

	/**
	 * Calls Redis.
	 * @param command one command, or several whose last answer counts
	 */
	<T> CompletionStage<T> call(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
		if (this.closed.get() || !this.commands.isOpen()) {
			return CompletableFuture.failedFuture(new IllegalStateException("Not connected to Redis"));
		}
		this.underWay.incrementAndGet();
		CompletionStage<T> called = command.apply(this.async);
		// before whoever goes on with the answer
		CompletionStage<T> answer = called.whenComplete((result, failure) -> {
			if (failure == null) {
				this.answered.increment();
			}
			this.underWay.decrementAndGet();
		});
		if (this.closed.get()) {
			// it may have been queued after those that were failed
			this.ended.thenRun(() -> called.toCompletableFuture().cancel(false));
		}
		if (this.unflushed.getAndIncrement() == 0) {
			// nobody else flushes now
			if (this.underWay.get() == 1) {
				flush();
			}
			else {
				flushSoon();
			}
		}
		return answer;
	}

	/**
	 * An event loop would write its commands at once, before those that another thread
	 * has handed to it: only this executor flushes while any are under way.
	 */
	private void flushSoon() {
		try {
			this.executor.execute(this::flush);
		}
		catch (RejectedExecutionException ex) {
			// the cluster has been stopped
			flush();
		}
	}

	/**
	 * One thread at a time flushes, so that commands keep their order.
	 */
	private void flush() {
		int flushed;
		do {
			flushed = this.unflushed.get();
			this.commands.flushCommands();
		}
		while (this.unflushed.addAndGet(-flushed) != 0);
	}

	/**
	 * Returns how many calls were answered.
	 */
	long answered() {
		return this.answered.sum();
	}

	/**
	 * Closes both connections: commands that Redis has not answered fail.
	 * @return whether they were open
	 */
	boolean close() {
		if (!this.closed.compareAndSet(false, true)) {
			return false;
		}
		CompletableFuture.allOf(this.commands.closeAsync(), this.inbox.closeAsync())
			.whenComplete((result, failure) -> this.ended.complete(null));
		return true;
	}

	/**
	 * Returns what completes when both connections are closed, after {@link #close()}.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

}
