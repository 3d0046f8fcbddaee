package io.netpool.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.netpool.benchmarks.compare.load.Outcome;
import io.netpool.benchmarks.compare.load.Percentiles;

/**
 * Comparison of RESP servers with {@code redis-server}, in turns under the load of
 * {@code redis-benchmark}.
 */
final class RespComparison {

	private final Options options;

	private final Pinning pinning;

	private final RespResults results = new RespResults();

	RespComparison(Options options, Pinning pinning) {
		this.options = options;
		this.pinning = pinning;
	}

	/**
	 * Runs the comparison if it is enabled and its programs are installed.
	 * @return the table or the reason why there is none, empty if not enabled
	 */
	List<String> run() throws IOException {
		if (this.options.redisCommands() == 0) {
			return List.of();
		}
		Optional<String> missing = missing();
		if (missing.isPresent()) {
			return List.of("RESP was left out: `" + missing.get() + "` is not installed.");
		}
		List<RespPeer> peers = Arrays.stream(RespPeer.values())
			.filter((peer) -> peer.runsOn(Runtime.version().feature()))
			.toList();
		for (int round = 0; round < this.options.rounds(); round++) {
			run(Round.order(peers, round, this.options.rounds()));
		}
		return this.results.lines(peers, this.options.rounds());
	}

	private static Optional<String> missing() throws IOException {
		for (String program : List.of("redis-server", RedisBenchmark.PROGRAM)) {
			if (!Pinning.succeeds(program, "--version")) {
				return Optional.of(program);
			}
		}
		return Optional.empty();
	}

	/**
	 * Returns whether a server of this project failed.
	 */
	boolean hasFailed() {
		return this.results.hasFailed();
	}

	private void run(List<RespPeer> peers) throws IOException {
		// in the order of the round
		Map<RespPeer, ServerProcess> servers = new LinkedHashMap<>();
		try {
			for (RespPeer peer : peers) {
				servers.put(peer, peer.start(this.pinning));
			}
			servers.forEach((peer, server) -> Stream.of(RespWorkload.values())
				.forEach((workload) -> attempt(peer, server, workload, true)));
			for (RespWorkload workload : RespWorkload.values()) {
				servers.forEach((peer, server) -> attempt(peer, server, workload, false));
			}
		}
		finally {
			servers.values().forEach(ServerProcess::close);
		}
	}

	private void attempt(RespPeer peer, ServerProcess server, RespWorkload workload, boolean warmingUp) {
		try {
			Outcome outcome = measure(server, workload);
			if (!warmingUp) {
				this.results.add(peer, workload, outcome);
				System.err.printf("%s, %s: %,.0f/s, %.1f µs%n", peer.title(), workload.title(), outcome.perSecond(),
						outcome.serverMicros());
			}
		}
		catch (IOException ex) {
			this.results.addFailure(peer, workload, String.valueOf(ex.getMessage()));
		}
	}

	private Outcome measure(ServerProcess server, RespWorkload workload) throws IOException {
		int commands = this.options.redisCommands();
		Duration before = server.target(false).processorTime().get();
		double rate = RedisBenchmark.run(server.address().getPort(), workload.arguments(commands));
		Duration took = server.target(false).processorTime().get().minus(before);
		return new Outcome(rate, Percentiles.NONE, Percentiles.NONE, took.toNanos() / 1e3 / workload.total(commands),
				0);
	}

}
