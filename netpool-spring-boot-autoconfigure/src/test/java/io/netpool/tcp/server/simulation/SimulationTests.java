package io.netpool.tcp.server.simulation;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays pools with many clients, each determined by a seed. The property
 * {@code simulation.seeds} is the number of seeds, {@code simulation.seed} the first; to
 * replay one, set the former to 1 and read its trace in the directory
 * {@code target/simulation}.
 */
class SimulationTests {

	private static final Path TRACES = Path.of("target", "simulation");

	private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private static final Level LEVEL = ROOT.getLevel();

	private static Method play;

	@BeforeAll
	static void loadTheEngineOnceMore() throws ReflectiveOperationException {
		ROOT.setLevel(Level.OFF);
		play = new PreemptingClassLoader().loadClass(SimulationRun.class.getName()).getMethod("play", long.class);
	}

	@AfterAll
	static void logAgain() {
		ROOT.setLevel(LEVEL);
	}

	@Test
	void everySeedKeepsTheContract() throws Exception {
		long first = Long.getLong("simulation.seed", 1);
		int count = Integer.getInteger("simulation.seeds", 100);
		List<String> violations = new ArrayList<>();
		for (long seed = first; seed < first + count; seed++) {
			String[] outcome = play(seed);
			if (count == 1 || outcome[0] != null) {
				save(seed, outcome[1]);
			}
			if (outcome[0] != null) {
				violations.add("Seed " + seed + ": " + outcome[0]
						+ "\n  replay: mvn test -pl netpool-spring-boot-autoconfigure -Dtest=SimulationTests -Dsimulation.seeds=1 -Dsimulation.seed="
						+ seed);
			}
		}
		assertThat(violations).isEmpty();
	}

	@Test
	void aSeedIsReplayedExactly() throws Exception {
		for (long seed = 1; seed <= 5; seed++) {
			assertThat(play(seed)).containsExactly(play(seed));
		}
	}

	private static String[] play(long seed) throws ReflectiveOperationException {
		return (String[]) play.invoke(null, seed);
	}

	private static void save(long seed, String trace) throws IOException {
		Files.createDirectories(TRACES);
		Files.writeString(TRACES.resolve("seed-" + seed + ".txt"), trace);
	}

}
