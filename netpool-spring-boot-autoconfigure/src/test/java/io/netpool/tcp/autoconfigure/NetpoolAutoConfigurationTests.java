package io.netpool.tcp.autoconfigure;

import java.util.List;
import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.diagnostics.MissingHandlerException;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class NetpoolAutoConfigurationTests {

	private final ApplicationContextRunner withoutPort = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class));

	private final ApplicationContextRunner onAnyPort = this.withoutPort.withPropertyValues("netpool.tcp.port=0");

	private final ApplicationContextRunner withGreeter = this.onAnyPort.withBean(Greeter.class);

	@Test
	void aHandlerMethodMakesTheApplicationATcpServer() {
		this.withGreeter.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
			}
		});
	}

	@Test
	void thePoolIsABean() {
		this.withGreeter.run((context) -> {
			TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
			assertThat(pool.name()).isEqualTo("default");
			assertThat(pool.state()).isEqualTo(State.LISTENING);
		});
	}

	@Test
	void connectionsOfTheApplicationAreInjectedInPlaceOfThese() {
		TcpConnections own = mock(TcpConnections.class);
		this.withGreeter.withBean("own", TcpConnections.class, () -> own).run((context) -> {
			assertThat(context.getBean(TcpConnections.class)).isSameAs(own);
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
			}
		});
	}

	@Test
	void aPoolWithAHandlerWarnsOfNothing(CapturedOutput output) {
		this.withGreeter.run((context) -> assertThat(output).doesNotContain("WARN"));
	}

	@Test
	void switchedOffItHasNoBeans() {
		this.withGreeter.withPropertyValues("netpool.tcp.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TcpAcceptorPool.class)
				.doesNotHaveBean(TcpServerLifecycle.class)
				.doesNotHaveBean(TcpGracefulShutdownLifecycle.class)
				.doesNotHaveBean(ConfiguredPools.class));
	}

	@Test
	void withoutPortAndHandlerNothingListens() {
		this.withoutPort.run((context) -> {
			assertThat(context.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.STOPPED);
			assertThat(context.getEnvironment().containsProperty("local.netpool.tcp.port")).isFalse();
		});
	}

	@Test
	void withoutPortAndHandlerOneWarningSaysWhatToWrite(CapturedOutput output) {
		this.withoutPort.run((context) -> {
			List<String> warnings = output.getOut().lines().filter((line) -> line.contains("WARN")).toList();
			assertThat(warnings).singleElement()
				.asString()
				.contains("No TCP server was started", "'@TcpHandler String onMessage(String input)'", "port 9000");
		});
	}

	@Test
	void withAPortAndNoHandlerTheApplicationDoesNotStart() {
		this.withoutPort.withPropertyValues("netpool.tcp.port=9017")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MissingHandlerException.class)
				.hasMessage("'netpool.tcp.port' is set to 9017, but no bean has a handler method for pool 'default'"));
	}

	@Test
	void withAPortInAnEnvironmentVariableAndNoHandlerTheApplicationDoesNotStart() {
		this.withoutPort.withInitializer((context) -> setEnvironmentVariable(context, "NETPOOL_TCP_PORT", "9017"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MissingHandlerException.class)
				.hasMessageContaining("set to 9017"));
	}

	private static void setEnvironmentVariable(ConfigurableApplicationContext context, String name, String value) {
		context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
	}

	@Test
	void aMethodThatOnlyFollowsConnectionsIsEnoughToListen() {
		this.onAnyPort.withBean(Doorman.class).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.receive("welcome".length())).isEqualTo("welcome");
			}
		});
	}

	@Test
	void aHandlerOfAPoolThatDoesNotExistIsNamedWithItsBean() {
		this.onAnyPort.withBean("clerk", Clerk.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTcpHandlerException.class)
				.hasMessageContainingAll("Clerk.onMessage(String) of bean 'clerk'",
						"names pool 'admin', which does not exist",
						"The pools are [default]. To add pool 'admin', set 'netpool.tcp.pools.admin.port'."));
	}

	@Test
	void aHandlerOfAPoolThatDoesNotExistIsAnErrorBesideOneThatDoes() {
		this.withGreeter.withBean("clerk", Clerk.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTcpHandlerException.class));
	}

	@Test
	void immediateShutdownHasNoDrain() {
		this.withGreeter.withPropertyValues("netpool.tcp.shutdown=immediate")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TcpGracefulShutdownLifecycle.class));
	}

	@Test
	void gracefulShutdownDrains() {
		this.withGreeter.run((context) -> assertThat(context).hasSingleBean(TcpGracefulShutdownLifecycle.class));
	}

	@Test
	void twoApplicationsOfOneJvmServeOnPortsOfTheirOwn() {
		this.withGreeter.run((first) -> this.onAnyPort.withBean(Doorman.class).run((second) -> {
			try (TestClient greeted = TestClient.connect(first); TestClient welcomed = TestClient.connect(second)) {
				assertThat(greeted.ask("world", "hello world")).isEqualTo("hello world");
				assertThat(welcomed.receive("welcome".length())).isEqualTo("welcome");
			}
		}));
	}

	static class Doorman {

		@TcpConnected
		String onConnected() {
			return "welcome";
		}

	}

	static class Clerk {

		@TcpHandler(pool = "admin")
		void onMessage(String input) {
		}

	}

}
