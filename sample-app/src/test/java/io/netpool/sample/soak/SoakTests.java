package io.netpool.sample.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample under clients of all kinds, some of which break whatever a client can break:
 * each time that they have left, it holds no more than before. The profile {@code soak}
 * lets it run longer than a few rounds.
 */
@EnabledOnOs(OS.LINUX)
class SoakTests {

	private static final Log logger = LogFactory.getLog(SoakTests.class);

	private static final int MINUTES = Integer.getInteger("soak.minutes", 0);

	private static final int SHORT_ROUNDS = 3;

	private static final int PATIENCE = (MINUTES > 0) ? 20 : 5;

	private static final Duration ROUND = Duration.ofSeconds((MINUTES > 0) ? 60 : 6);

	@TempDir
	private Path directory;

	@Test
	void afterEachRoundItHoldsNoMoreThanBefore() throws Exception {
		try (SoakedSample sample = new SoakedSample(this.directory.resolve("log"), PATIENCE)) {
			Load load = new Load(sample.port("default"), sample.port(SoakedApplication.SECURE));
			// the first two rounds load classes and fill what is bounded; after one, the
			// heap has not always grown to its size
			round(sample, load);
			Vitals first = round(sample, load);
			long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
			for (int round = 1; round < SHORT_ROUNDS || System.nanoTime() < end; round++) {
				long before = load.sentBytes();
				Vitals earlier = sample.measure();
				Vitals now = round(sample, load);
				logger.info("Round " + round + ": " + now);
				now.assertNoDriftSince(first);
				now.assertLogBounded(earlier, load.sentBytes() - before, ROUND.toSeconds() / 60.0);
			}
			assertThat(sample.output()).doesNotContain("LEAK:", " ERROR ", "Internal error");
			sample.stop();
		}
	}

	private static Vitals round(SoakedSample sample, Load load) throws Exception {
		load.run(ROUND);
		assertThat(load.failures()).as(sample::output).isEmpty();
		sample.awaitCalm();
		return sample.measure();
	}

}
