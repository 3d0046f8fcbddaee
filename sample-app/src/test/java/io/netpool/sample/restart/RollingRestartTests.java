package io.netpool.sample.restart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances behind HAProxy are restarted, one after the other, while a thousand
 * clients ask.
 */
class RollingRestartTests {

	private static final int CALLERS = 1000;

	@TempDir
	private Path directory;

	@Test
	void everyRequestIsAnswered() throws Exception {
		try (Instance one = instance("one");
				Instance two = instance("two");
				Haproxy haproxy = new Haproxy(List.of(one.port(), two.port()), this.directory)) {
			one.awaitServing();
			two.awaitServing();
			haproxy.awaitSendingTo(one);
			haproxy.awaitSendingTo(two);
			try (Crowd crowd = new Crowd(CALLERS, haproxy.port())) {
				crowd.awaitAnswers();
				for (Instance instance : new Instance[] { one, two }) {
					instance.restart();
					haproxy.awaitSendingTo(instance);
					crowd.awaitAnswers();
				}
				Tally seen = crowd.leave();
				assertThat(seen.losses()).isEmpty();
				assertThat(seen.farewells()).isGreaterThanOrEqualTo(CALLERS);
			}
		}
	}

	private Instance instance(String name) throws IOException {
		return new Instance(FreePort.find(), this.directory.resolve(name + ".log"));
	}

}
