package io.netpool.benchmarks.cluster;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import io.netpool.benchmarks.compare.Machine;
import io.netpool.benchmarks.compare.ServerProcess;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.cluster.TcpCluster;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures a cluster of two instances on this machine: one in this process, which sends,
 * and one in a process of its own, whose clients receive. Prints one table.
 *
 * @since 0.1.0
 */
public final class ClusterBenchmark {

	private static final int CLIENTS = 100;

	private static final int IN_FLIGHT = 1000;

	private static final int BROADCASTS = 1000;

	/**
	 * Time for both JVMs to compile the code under load.
	 */
	private static final int FIRST_WARM_UP_SECONDS = 30;

	private static final int WARM_UP_SECONDS = 2;

	private final int seconds;

	private final int labels;

	private final RedisProcess redis;

	private boolean failed;

	private ClusterBenchmark(int seconds, int labels, RedisProcess redis) {
		if (labels <= 0 || labels % CLIENTS != 0) {
			throw new IllegalArgumentException("labels is " + labels + "; it has to be a multiple of " + CLIENTS);
		}
		this.seconds = seconds;
		this.labels = labels;
		this.redis = redis;
	}

	/**
	 * Runs the benchmark and exits, with status 1 if a message was not written.
	 * @param args the duration of each measurement in seconds, and the number of labels
	 * @throws Exception if a process cannot be started or fails
	 */
	public static void main(String[] args) throws Exception {
		boolean failed;
		try (RedisProcess redis = RedisProcess.start()) {
			ClusterBenchmark benchmark = new ClusterBenchmark(Integer.parseInt(args[0]), Integer.parseInt(args[1]),
					redis);
			System.out.println(Machine.current() + ".");
			System.out.println();
			System.out.println("| what | figure |");
			System.out.println("|---|--:|");
			benchmark.measureLabels();
			try (ConfigurableApplicationContext sender = ClusterInstance.clustered(redis.port())) {
				benchmark.measureSends(sender.getBean(TcpConnections.class), sender.getBean(TcpCluster.class));
			}
			failed = benchmark.failed;
		}
		System.exit(failed ? 1 : 0);
	}

	private void measureSends(TcpConnections connections, TcpCluster cluster) throws Exception {
		List<String> ids = new ArrayList<>();
		try (ServerProcess receiver = ServerProcess.start("receiver", ClusterInstance.class,
				List.of(this.redis.port())); Receivers clients = Receivers.connect(receiver.address(), CLIENTS, ids)) {
			await(() -> cluster.instances().size() == 2 && this.redis.keys() >= CLIENTS);
			String text = "x".repeat(64);
			String longText = "x".repeat(1024);
			IntFunction<CompletionStage<TcpDelivery>> byId = (
					number) -> connections.connection(ids.get(number % CLIENTS)).send(text);
			IntFunction<CompletionStage<TcpDelivery>> byKey = (number) -> connections
				.identifiedBy(ClusterInstance.KEY, ClusterInstance.value(number % CLIENTS))
				.send(text);
			new SendLoad(IN_FLIGHT, byId).run(FIRST_WARM_UP_SECONDS, 0);
			new SendLoad(IN_FLIGHT, byKey).run(FIRST_WARM_UP_SECONDS, 0);
			time("by id", byId);
			time("by key", byKey);
			rate("64 bytes by id", byId);
			rate("64 bytes by key", byKey);
			rate("1 KiB by id", (number) -> connections.connection(ids.get(number % CLIENTS)).send(longText));
			measureBroadcast(connections);
		}
	}

	private void time(String how, IntFunction<CompletionStage<TcpDelivery>> send) throws InterruptedException {
		SendLoad.Result result = checked(new SendLoad(1, send).run(WARM_UP_SECONDS, this.seconds));
		row("64 bytes %s, one message in flight: median, 99th percentile".formatted(how),
				"%.0f µs, %.0f µs".formatted(result.p50(), result.p99()));
	}

	private void rate(String how, IntFunction<CompletionStage<TcpDelivery>> send) throws InterruptedException {
		SendLoad.Result result = checked(new SendLoad(IN_FLIGHT, send).run(WARM_UP_SECONDS, this.seconds));
		row("%s, %d messages in flight: acknowledged per second".formatted(how, IN_FLIGHT),
				"%,.0f".formatted(result.perSecond()));
	}

	private SendLoad.Result checked(SendLoad.Result result) {
		if (result.failed() > 0) {
			this.failed = true;
			System.out.println("NOT WRITTEN: " + result.failed());
		}
		return result;
	}

	private void measureBroadcast(TcpConnections connections) {
		long before = this.redis.calls("publish");
		for (int i = 0; i < BROADCASTS; i++) {
			TcpDelivery delivery = connections.broadcast("all").toCompletableFuture().join();
			this.failed |= delivery.written() != CLIENTS;
		}
		row("`PUBLISH` commands of a broadcast to %d connections, with its acknowledgement".formatted(CLIENTS),
				"%.2f".formatted((this.redis.calls("publish") - before) / (double) BROADCASTS));
	}

	/**
	 * Measures the memory of labels and the time to register them, at first and after a
	 * restart of Redis.
	 */
	private void measureLabels() throws IOException {
		double alone = heapOfLabels(List.of(), () -> {
		});
		long memory = this.redis.usedMemory();
		long start = System.nanoTime();
		double clustered = heapOfLabels(List.of(this.redis.port()), () -> {
			awaitLabels();
			row("%,d labels: registered after".formatted(this.labels), seconds(System.nanoTime() - start));
			row("a label in Redis", "%.0f bytes".formatted((this.redis.usedMemory() - memory) / (double) this.labels));
			restart();
		});
		row("a label in the heap: without a cluster, and what a cluster adds",
				"%.0f bytes, %.0f bytes".formatted(alone, clustered - alone));
	}

	private double heapOfLabels(List<String> arguments, Action registered) throws IOException {
		List<SocketChannel> clients = new ArrayList<>();
		try (ServerProcess instance = ServerProcess.start("labels", ClusterInstance.class, arguments)) {
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(SocketChannel.open(instance.address()));
				Receivers.ask(clients.get(i), "ID");
			}
			SocketChannel first = clients.get(0);
			long before = Long.parseLong(Receivers.ask(first, "HEAP"));
			for (int i = 0; i < CLIENTS; i++) {
				int count = this.labels / CLIENTS;
				Receivers.ask(clients.get(i), "LABELS " + i * count + " " + count);
			}
			registered.run();
			return (Long.parseLong(Receivers.ask(first, "HEAP")) - before) / (double) this.labels;
		}
		finally {
			for (SocketChannel client : clients) {
				client.close();
			}
		}
	}

	/**
	 * Measures the time until an instance and its labels are registered again after Redis
	 * has lost all data.
	 */
	private void restart() throws IOException {
		this.redis.restart();
		long start = System.nanoTime();
		await(() -> this.redis.keys() > 0);
		long connected = System.nanoTime() - start;
		awaitLabels();
		row("after a restart of Redis: an instance is there, and its %,d labels".formatted(this.labels),
				seconds(connected) + ", " + seconds(System.nanoTime() - start));
	}

	private static String seconds(long nanos) {
		return "%.1f s".formatted(nanos / 1e9);
	}

	private void awaitLabels() {
		await(() -> this.redis.keys() >= this.labels);
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end >= 0) {
				throw new IllegalStateException("Nothing after a minute");
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

	private static void row(String what, String figure) {
		System.out.println("| " + what + " | " + figure + " |");
	}

	/**
	 * Step of a measurement, which fails if a process does.
	 */
	private interface Action {

		void run() throws IOException;

	}

}
