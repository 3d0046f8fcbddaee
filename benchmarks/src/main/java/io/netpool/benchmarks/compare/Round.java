package io.netpool.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.netpool.benchmarks.compare.load.Load;
import io.netpool.benchmarks.compare.load.LoadException;
import io.netpool.benchmarks.compare.load.Outcome;
import io.netpool.benchmarks.compare.load.Timing;

/**
 * Starts and warms up all servers, then measures them in turns in each scenario, so that
 * compared measurements are made within a minute. The order of the servers varies between
 * rounds.
 */
final class Round implements AutoCloseable {

	private final int number;

	private final Options options;

	private final Pinning pinning;

	private final Results results;

	private final Map<Peer, ServerProcess> servers = new EnumMap<>(Peer.class);

	Round(int number, Options options, Pinning pinning, Results results) {
		this.number = number;
		this.options = options;
		this.pinning = pinning;
		this.results = results;
	}

	void run() throws IOException {
		List<Peer> order = order(List.copyOf(this.options.peers()), this.number, this.options.rounds());
		for (Peer peer : order) {
			this.servers.put(peer, start(peer));
		}
		for (Scenario scenario : this.options.scenarios()) {
			for (Peer peer : order) {
				if (includes(scenario, peer)) {
					measure(scenario, peer);
				}
			}
		}
	}

	/**
	 * Returns whether a server is measured in a scenario: with TLS, only if it serves
	 * TLS.
	 */
	static boolean includes(Scenario scenario, Peer peer) {
		return peer.servesTls() || !scenario.usesTls();
	}

	/**
	 * Returns the order of a round: each starts with another server, and every second one
	 * is reversed.
	 */
	static <P> List<P> order(List<P> peers, int round, int rounds) {
		List<P> order = new ArrayList<>(peers);
		Collections.rotate(order, -(round * peers.size() / rounds));
		if (round % 2 == 1) {
			Collections.reverse(order);
		}
		return order;
	}

	/**
	 * Starts a server and warms it up with a share of every closed-loop scenario, since
	 * the code that has been compiled by the time of a measurement depends on the earlier
	 * load.
	 */
	private ServerProcess start(Peer peer) throws IOException {
		ServerProcess server = (peer == Peer.OTHER)
				? ServerProcess.startForeign(Options.id(peer), List.of(this.options.other().split(" +")), this.pinning)
				: ServerProcess.start(peer, this.pinning);
		List<Scenario> closed = this.options.scenarios().stream().filter((scenario) -> !scenario.isOpen()).toList();
		Duration share = this.options.firstWarmUp().dividedBy(closed.size());
		for (Scenario scenario : closed) {
			if (!includes(scenario, peer)) {
				continue;
			}
			try {
				scenario.load().run(server.target(scenario.usesTls()), new Timing(Duration.ZERO, share));
			}
			catch (IOException ex) {
				// a server that fails here fails again when it is measured
			}
		}
		return server;
	}

	private void measure(Scenario scenario, Peer peer) throws IOException {
		ServerProcess server = this.servers.get(peer);
		if (server == null) {
			throw new IllegalStateException(peer + " was not started");
		}
		String told;
		try {
			Outcome outcome = load(scenario, peer).run(server.target(scenario.usesTls()), this.options.timing());
			this.results.add(new Run(scenario, peer, this.number, outcome));
			told = told(scenario, outcome);
		}
		catch (IOException ex) {
			String why = String.valueOf(ex.getMessage());
			this.results.add(new Results.Failure(scenario, peer, this.number, why));
			told = "failed: " + why;
			// restart, so that the failure does not affect later measurements
			server.close();
			this.servers.put(peer, start(peer));
		}
		System.err.printf("round %d of %d, %s, %s: %s%n", this.number + 1, this.options.rounds(), Options.id(scenario),
				Options.id(peer), told);
	}

	private Load load(Scenario scenario, Peer peer) throws LoadException {
		if (!scenario.isOpen()) {
			return scenario.load();
		}
		double maximum = this.results.rate(Scenario.ECHO, peer, this.number)
			.orElseThrow(() -> new LoadException("its maximum is unknown"));
		return scenario.load(maximum, this.pinning.isPossible());
	}

	private static String told(Scenario scenario, Outcome outcome) {
		return scenario.columns()
			.stream()
			.map(Column::figure)
			.map((figure) -> String.format("%,.1f%s", figure.of(outcome), figure.unit()))
			.collect(Collectors.joining(", ", "", String.format(", generator %.0f %% busy", 100 * outcome.busy())));
	}

	@Override
	public void close() {
		this.servers.values().forEach(ServerProcess::close);
	}

}
