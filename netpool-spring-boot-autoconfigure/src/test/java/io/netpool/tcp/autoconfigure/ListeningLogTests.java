package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is logged when a pool listens.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListeningLogTests {

	private static final String RAW = ", framing: raw, which passes on bytes as they arrive, so that messages may be joined or split; set ";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withBean(Greeter.class);

	@Test
	void aFramingThatIsChosenIsNamed(CapturedOutput output) {
		start("netpool.tcp.framing.mode=line");
		assertThat(output).contains("overflow: refuse, framing: line)");
	}

	@Test
	void rawThatIsChosenIsNotExplained(CapturedOutput output) {
		start("netpool.tcp.framing.mode=raw");
		assertThat(output).contains("overflow: refuse, framing: raw)");
	}

	@Test
	void rawThatIsNotChosenIsExplained(CapturedOutput output) {
		start();
		assertThat(output).contains(RAW + "'netpool.tcp.framing.mode' to divide them)");
	}

	@Test
	void theSettingIsThatOfTheNamedPool(CapturedOutput output) {
		this.runner.withBean(Admin.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0", "netpool.tcp.port=0")
			.run((context) -> assertThat(output)
				.contains(RAW + "'netpool.tcp.pools.admin.framing.mode' to divide them)"));
	}

	private void start(String... settings) {
		this.runner.withPropertyValues("netpool.tcp.port=0")
			.withPropertyValues(settings)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	static class Admin {

		@TcpHandler(pool = "admin")
		void onMessage(String input) {
		}

	}

}
