package io.netpool.tcp.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.async.RedisServerAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.netpool.tcp.cluster.ClusterEngine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The directory in Redis, and its publish and subscribe for the messages.
 * <p>
 * A label is a hash with a field for each instance that has it, which expires unless it
 * is entered again. An instance listens to two channels, its own and that of all. Any
 * thread may call.
 */
public final class RedisEngine implements ClusterEngine {

	private static final Log logger = LogFactory.getLog(RedisEngine.class);

	private static final Duration LABEL_LIFE = Duration.ofMinutes(30);

	private static final Duration INSTANCES_LIFE = Duration.ofHours(1);

	/**
	 * The value of an instance that has a label without a claim.
	 */
	private static final byte[] UNCLAIMED = RedisKeys.bytes("0");

	/**
	 * How long Redis may take to answer while connecting.
	 */
	private static final long ANSWER_MILLIS = 10_000;

	private static final String CLAIM = script("claim.lua");

	private static final String CLAIM_DIGEST = Base16.digest(RedisKeys.bytes(CLAIM));

	private final LettuceConnectionFactory factory;

	private final RedisKeys keys;

	private final byte[] instance;

	private final byte[] inbox;

	private final Executor executor;

	private volatile @Nullable RedisLink link;

	/**
	 * Identifies the start of the Redis server that is connected.
	 */
	private volatile String run = "";

	/**
	 * An attempt to connect that takes longer than it is waited for.
	 */
	private volatile @Nullable CompletableFuture<RedisLink> connecting;

	/**
	 * Creates an engine.
	 * @param factory creates its connections
	 * @param cluster the name of the cluster
	 * @param id the id of this instance
	 * @param executor runs small tasks, one at a time
	 */
	public RedisEngine(LettuceConnectionFactory factory, String cluster, String id, Executor executor) {
		this.factory = factory;
		this.keys = RedisKeys.of(cluster);
		this.instance = RedisKeys.bytes(id);
		this.inbox = this.keys.inbox(id);
		this.executor = executor;
	}

	@Override
	public void connect(Listener listener) {
		disconnect();
		RedisLink opened = open();
		try {
			await(opened.listen(listener, this.inbox, this.keys.all()));
			this.run = runId(await(opened.call((redis) -> redis.info("server"))));
			await(opened.call((redis) -> redis.scriptLoad(CLAIM)));
		}
		catch (RuntimeException ex) {
			opened.close();
			throw ex;
		}
		this.link = opened;
	}

	/**
	 * Connects on another thread: Lettuce waits for the answers of a Redis that says
	 * nothing as long as for those to a command, a minute by default.
	 */
	private RedisLink open() {
		CompletableFuture<RedisLink> attempt = this.connecting;
		if (attempt == null) {
			if (!(this.factory.getRequiredNativeClient() instanceof RedisClient client)) {
				throw new IllegalStateException("Redis Cluster is not supported: use a single Redis, or Sentinel");
			}
			attempt = new CompletableFuture<>();
			CompletableFuture<RedisLink> opened = attempt;
			Thread thread = new Thread(() -> open(client, opened), "netpool-cluster-redis");
			thread.setDaemon(true);
			thread.start();
			this.connecting = attempt;
		}
		try {
			RedisLink opened = await(attempt);
			this.connecting = null;
			return opened;
		}
		catch (RuntimeException ex) {
			if (attempt.isDone()) {
				this.connecting = null;
			}
			throw ex;
		}
	}

	private void open(RedisClient client, CompletableFuture<RedisLink> opened) {
		try {
			opened.complete(RedisLink.open(client, this.executor));
		}
		catch (RuntimeException ex) {
			opened.completeExceptionally(ex);
		}
	}

	private static <T> T await(CompletionStage<T> answer) {
		try {
			return answer.toCompletableFuture().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("Redis has not answered within " + ANSWER_MILLIS + " ms", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for Redis", ex);
		}
	}

	private static String runId(String info) {
		return info.lines()
			.filter((line) -> line.startsWith("run_id:"))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Redis does not say its run_id"))
			.trim();
	}

	@Override
	public void disconnect() {
		RedisLink opened = this.link;
		this.link = null;
		if (opened != null) {
			opened.close();
			try {
				await(opened.ended());
			}
			catch (IllegalStateException ex) {
				logger.debug("A connection to Redis could not be closed", ex);
			}
		}
	}

	@Override
	public void close() {
		disconnect();
		CompletableFuture<RedisLink> attempt = this.connecting;
		this.connecting = null;
		if (attempt != null) {
			attempt.thenAccept(RedisLink::close);
		}
	}

	private <T> CompletionStage<T> call(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
		RedisLink opened = this.link;
		return (opened != null) ? opened.call(command)
				: CompletableFuture.failedFuture(new IllegalStateException("Not connected to Redis"));
	}

	@Override
	public CompletionStage<Long> publish(String other, byte[] message) {
		return call((redis) -> redis.publish(this.keys.inbox(other), message));
	}

	@Override
	public CompletionStage<Long> publishToAll(byte[] message) {
		return call((redis) -> redis.publish(this.keys.all(), message));
	}

	@Override
	public CompletionStage<Set<String>> find(String label) {
		return call((redis) -> redis.hkeys(this.keys.label(label))).thenApply(
				(instances) -> instances.stream().map(RedisEngine::text).collect(Collectors.toUnmodifiableSet()));
	}

	@Override
	public CompletionStage<?> add(String label) {
		byte[] key = this.keys.label(label);
		return call((redis) -> {
			redis.hsetnx(key, this.instance, UNCLAIMED);
			return redis.pexpire(key, LABEL_LIFE);
		});
	}

	@Override
	public CompletionStage<?> remove(String label, String other) {
		return call((redis) -> redis.hdel(this.keys.label(label), RedisKeys.bytes(other)));
	}

	@Override
	public CompletionStage<Long> claim(String label, long fence, byte[] notice) {
		byte[][] names = { this.keys.label(label) };
		byte[][] values = { this.instance, RedisKeys.bytes(Long.toString(fence)), RedisKeys.bytes(this.keys.inboxes()),
				notice, RedisKeys.bytes(Long.toString(LABEL_LIFE.toMillis())) };
		return call((redis) -> redis.<Long>evalsha(CLAIM_DIGEST, ScriptOutputType.INTEGER, names, values))
			.exceptionallyCompose((failure) -> {
				if (failure instanceof RedisNoScriptException) {
					// scripts were flushed
					return call((redis) -> redis.<Long>eval(CLAIM, ScriptOutputType.INTEGER, names, values));
				}
				return CompletableFuture.failedFuture(failure);
			});
	}

	@Override
	public CompletionStage<Long> time() {
		return call(RedisServerAsyncCommands::time)
			.thenApply((time) -> TimeUnit.SECONDS.toMillis(Long.parseLong(text(time.get(0))))
					+ TimeUnit.MICROSECONDS.toMillis(Long.parseLong(text(time.get(1)))));
	}

	@Override
	public CompletionStage<Pulse> beat(byte[] beat) {
		byte[] instances = this.keys.instances();
		CompletionStage<String> directory = call((redis) -> {
			redis.hset(instances, this.instance, beat);
			redis.pexpire(instances, INSTANCES_LIFE);
			redis.set(this.keys.directory(), RedisKeys.bytes(UUID.randomUUID().toString()), SetArgs.Builder.nx());
			return redis.get(this.keys.directory());
		}).thenApply((value) -> this.run + "/" + text(value));
		return directory.thenCombine(call((redis) -> redis.hgetall(instances)), RedisEngine::pulse);
	}

	private static Pulse pulse(String directory, Map<byte[], byte[]> instances) {
		Map<String, byte[]> beats = new HashMap<>();
		instances.forEach((other, beat) -> beats.put(text(other), beat));
		return new Pulse(directory, beats);
	}

	@Override
	public CompletionStage<?> forget(Collection<String> others) {
		byte[][] fields = others.stream().map(RedisKeys::bytes).toArray(byte[][]::new);
		return call((redis) -> redis.hdel(this.keys.instances(), fields));
	}

	@Override
	public long answered() {
		RedisLink opened = this.link;
		return (opened != null) ? opened.answered() : 0;
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static String script(String name) {
		try {
			return new ClassPathResource(name, RedisEngine.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
