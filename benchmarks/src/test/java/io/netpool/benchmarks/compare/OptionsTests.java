package io.netpool.benchmarks.compare;

import java.time.Duration;
import java.util.EnumSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	private static final String[] ARGUMENTS = { "rounds=2", "seconds=3", "warm-up=0", "first-warm-up=4", "peers=all",
			"scenarios=all", "other=", "redis-commands=0" };

	@Test
	void allIsEverything() {
		Options options = Options.parse(ARGUMENTS);
		assertThat(options.rounds()).isEqualTo(2);
		assertThat(options.timing().warmUp()).isZero();
		assertThat(options.timing().measured()).isEqualTo(Duration.ofSeconds(3));
		assertThat(options.firstWarmUp()).isEqualTo(Duration.ofSeconds(4));
		assertThat(options.peers()).containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Peer.OTHER)));
		assertThat(options.scenarios()).containsExactly(Scenario.values());
	}

	@Test
	void someHaveTheReferencesBesideThem() {
		Options options = Options.parse(with(4, "peers=reactor-netty,netpool-virtual"));
		assertThat(options.peers()).containsExactly(Peer.NETTY, Peer.NETPOOL_VIRTUAL, Peer.REACTOR_NETTY, Peer.BYTES);
	}

	@Test
	void aPartOfTheMaximumNeedsTheMaximum() {
		Options options = Options.parse(with(5, "scenarios=high-load"));
		assertThat(options.scenarios()).containsExactly(Scenario.ECHO, Scenario.HIGH_LOAD);
	}

	@Test
	void anotherServerIsComparedIfThereIsACommand() {
		Options options = Options.parse(with(6, "other=./echo --port={port}"));
		assertThat(options.peers()).contains(Peer.OTHER);
		assertThat(options.other()).isEqualTo("./echo --port={port}");
	}

	@Test
	void anOlderJavaRunsWhatItCan() {
		Options options = Options.parse(ARGUMENTS);
		assertThat(options.on(17).peers()).contains(Peer.NETTY, Peer.NETPOOL_PLATFORM)
			.doesNotContain(Peer.NETPOOL_VIRTUAL);
		assertThat(options.on(21)).isEqualTo(options);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					0 | rounds=0       | rounds is '0'; it has to be a whole number of 1 or more
					1 | seconds=many   | seconds is 'many'; it has to be a whole number of 1 or more
					2 | warmup=1       | warm-up is missing
					6 | other=./echo   | other is './echo'; it has to be a command with {port} in place of the port to listen on
					5 | scenarios=echo,none | scenarios is 'echo,none'; it has to be all, or some of echo,half-load,high-load,pipelined,large,many,churn,latency,tls-echo,tls-churn
					""")
	void aWrongArgumentIsNamed(int index, String argument, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(with(index, argument)))
			.withMessage(message);
	}

	private static String[] with(int index, String argument) {
		String[] arguments = ARGUMENTS.clone();
		arguments[index] = argument;
		return arguments;
	}

}
