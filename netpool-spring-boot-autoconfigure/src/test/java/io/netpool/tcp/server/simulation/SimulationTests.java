package io.netpool.tcp.server.simulation;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays pools with many clients, each determined by a seed and a kind of plan. The
 * property {@code simulation.seeds} is the number of seeds, {@code simulation.seed} the
 * first, and {@code simulation.plan} the only kind of plan, {@code messages} or
 * {@code devices}; to replay a seed, set the number to 1 and read its trace in the
 * directory {@code target/simulation}.
 */
class SimulationTests {

	private static final Path TRACES = Path.of("target", "simulation");

	private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private static final Level LEVEL = ROOT.getLevel();

	private static Method play;

	@BeforeAll
	static void loadTheEngineOnceMore() throws ReflectiveOperationException {
		ROOT.setLevel(Level.OFF);
		play = new PreemptingClassLoader().loadClass(SimulationRun.class.getName())
			.getMethod("play", String.class, long.class);
	}

	@AfterAll
	static void logAgain() {
		ROOT.setLevel(LEVEL);
	}

	static Stream<Plan.Kind> kinds() {
		String only = System.getProperty("simulation.plan");
		return (only != null) ? Stream.of(Plan.Kind.valueOf(only.toUpperCase(Locale.ROOT)))
				: Stream.of(Plan.Kind.values());
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void everySeedKeepsTheContract(Plan.Kind kind) throws Exception {
		long first = Long.getLong("simulation.seed", 1);
		int count = Integer.getInteger("simulation.seeds", 100);
		List<String> violations = new ArrayList<>();
		for (long seed = first; seed < first + count; seed++) {
			String[] outcome = play(kind, seed);
			if (count == 1 || outcome[0] != null) {
				save(kind, seed, outcome[1]);
			}
			if (outcome[0] != null) {
				violations.add("Seed " + seed + " of " + nameOf(kind) + ": " + outcome[0]
						+ "\n  replay: mvn test -pl netpool-spring-boot-autoconfigure -Dtest=SimulationTests -Dsimulation.seeds=1 -Dsimulation.plan="
						+ nameOf(kind) + " -Dsimulation.seed=" + seed);
			}
		}
		assertThat(violations).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSeedIsReplayedExactly(Plan.Kind kind) throws Exception {
		for (long seed = 1; seed <= 12; seed++) {
			assertThat(play(kind, seed)).containsExactly(play(kind, seed));
		}
	}

	private static String[] play(Plan.Kind kind, long seed) throws ReflectiveOperationException {
		return (String[]) play.invoke(null, kind.name(), seed);
	}

	private static String nameOf(Plan.Kind kind) {
		return kind.name().toLowerCase(Locale.ROOT);
	}

	private static void save(Plan.Kind kind, long seed, String trace) throws IOException {
		Files.createDirectories(TRACES);
		Files.writeString(TRACES.resolve(nameOf(kind) + "-" + seed + ".txt"), trace);
	}

}
