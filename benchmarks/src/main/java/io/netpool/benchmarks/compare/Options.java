package io.netpool.benchmarks.compare;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.netpool.benchmarks.compare.load.Timing;

/**
 * Options of a comparison.
 *
 * @param rounds the number of rounds, each with newly started servers
 * @param timing the warm-up and duration of each measurement
 * @param firstWarmUp the duration of the load that warms up a newly started server
 * @param peers the servers to compare
 * @param scenarios the scenarios to measure
 * @param other the command that starts {@link Peer#OTHER}, empty for none
 * @param redisCommands the number of commands of a {@code redis-benchmark} run without
 * pipelining, 0 to leave out RESP servers
 */
record Options(int rounds, Timing timing, Duration firstWarmUp, Set<Peer> peers, Set<Scenario> scenarios, String other,
		int redisCommands) {

	private static final String ALL = "all";

	/**
	 * Parses arguments such as {@code rounds=3}.
	 * @throws IllegalArgumentException if an argument is unknown, missing or invalid
	 */
	static Options parse(String... arguments) {
		Map<String, String> values = new TreeMap<>();
		for (String argument : arguments) {
			int separator = argument.indexOf('=');
			values.put((separator >= 0) ? argument.substring(0, separator) : argument,
					argument.substring(separator + 1));
		}
		String other = value(values, "other").strip();
		Options options = new Options(number(values, "rounds", 1),
				new Timing(seconds(values, "warm-up", 0), seconds(values, "seconds", 1)),
				seconds(values, "first-warm-up", 0), peers(values, other), scenarios(values), other,
				number(values, "redis-commands", 0));
		if (!values.isEmpty()) {
			throw new IllegalArgumentException("Unknown: " + String.join(", ", values.keySet()));
		}
		return options;
	}

	/**
	 * Returns these options without the servers that do not run on the given Java
	 * version.
	 */
	Options on(int feature) {
		Set<Peer> running = EnumSet.copyOf(this.peers);
		running.removeIf((peer) -> !peer.runsOn(feature));
		return new Options(this.rounds, this.timing, this.firstWarmUp, running, this.scenarios, this.other,
				this.redisCommands);
	}

	private static Set<Peer> peers(Map<String, String> values, String other) {
		Set<Peer> peers = chosen(values, "peers", Peer.class);
		Arrays.stream(Peer.values()).filter(Peer::isReference).forEach(peers::add);
		if (other.isEmpty()) {
			peers.remove(Peer.OTHER);
			return peers;
		}
		if (!other.contains(ServerProcess.PORT)) {
			throw new IllegalArgumentException("other is '" + other + "'; it has to be a command with "
					+ ServerProcess.PORT + " in place of the port to listen on");
		}
		peers.add(Peer.OTHER);
		return peers;
	}

	private static Set<Scenario> scenarios(Map<String, String> values) {
		Set<Scenario> scenarios = chosen(values, "scenarios", Scenario.class);
		if (scenarios.stream().anyMatch(Scenario::isOpen)) {
			scenarios.add(Scenario.ECHO);
		}
		return scenarios;
	}

	private static Duration seconds(Map<String, String> values, String name, int least) {
		return Duration.ofSeconds(number(values, name, least));
	}

	private static int number(Map<String, String> values, String name, int least) {
		String value = value(values, name);
		try {
			int number = Integer.parseInt(value);
			if (number >= least) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// reported below
		}
		throw new IllegalArgumentException(
				name + " is '" + value + "'; it has to be a whole number of " + least + " or more");
	}

	private static <E extends Enum<E>> Set<E> chosen(Map<String, String> values, String name, Class<E> type) {
		String value = value(values, name);
		Set<E> all = EnumSet.allOf(type);
		if (value.equals(ALL)) {
			return all;
		}
		Set<E> chosen = EnumSet.noneOf(type);
		for (String element : value.split(",")) {
			chosen.add(all.stream()
				.filter((candidate) -> id(candidate).equals(element))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException(name + " is '" + value + "'; it has to be " + ALL
						+ ", or some of " + String.join(",", all.stream().map(Options::id).toList()))));
		}
		return chosen;
	}

	/**
	 * Returns the name of a peer or scenario on the command line.
	 */
	static String id(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static String value(Map<String, String> values, String name) {
		String value = values.remove(name);
		if (value == null) {
			throw new IllegalArgumentException(name + " is missing");
		}
		return value;
	}

}
