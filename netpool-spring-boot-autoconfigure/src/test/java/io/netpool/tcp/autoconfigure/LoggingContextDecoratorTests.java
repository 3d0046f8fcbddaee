package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class LoggingContextDecoratorTests {

	private static final String SETTING = "netpool.tcp.handler.logging-context=true";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withBean(Introspective.class)
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	@Test
	void aHandlerHasTheConnectionInItsLoggingContextWhereThatIsSet() {
		this.runner.withPropertyValues(SETTING).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("hi\n", "default true\n")).isEqualTo("default true\n");
			}
		});
	}

	@Test
	void unlessSetItHasNot() {
		this.runner.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("hi\n", "null false\n")).isEqualTo("null false\n");
			}
		});
	}

	@Test
	void withoutSlf4jItCanNotBeSet() {
		this.runner.withPropertyValues(SETTING)
			.withClassLoader(new FilteredClassLoader("org.slf4j"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("netpool.tcp.handler.logging-context")
				.hasMessageContaining("needs SLF4J"));
	}

	@Test
	void withoutSlf4jItServes() {
		this.runner.withClassLoader(new FilteredClassLoader("org.slf4j")).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("hi\n", "null false\n")).isEqualTo("null false\n");
			}
		});
	}

	/**
	 * Tells what log lines would.
	 */
	static class Introspective {

		@TcpHandler
		String onMessage(String message, TcpConnection connection) {
			return MDC.get("netpool.pool") + " " + connection.id().equals(MDC.get("netpool.connection"));
		}

	}

}
