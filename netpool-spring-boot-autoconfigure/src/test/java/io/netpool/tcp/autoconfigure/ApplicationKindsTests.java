package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.util.Objects;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.diagnostics.MissingHandlerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications that are started otherwise than most.
 */
class ApplicationKindsTests {

	private static final String ANY_PORT = "--netpool.tcp.port=0";

	@Test
	void anApplicationWhoseBeansAreLazyListens() throws IOException {
		try (ConfigurableApplicationContext context = application(TcpServer.class).run(ANY_PORT,
				"--spring.main.lazy-initialization=true"); TestClient client = TestClient.connect(context)) {
			assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
		}
	}

	@Test
	void aChildServesWithBeansOfItsParent() throws IOException {
		try (ConfigurableApplicationContext context = child(Phrasebook.class, PoliteServer.class).run(ANY_PORT);
				TestClient client = TestClient.connect(context)) {
			assertThat(client.ask("world", "good evening world")).isEqualTo("good evening world");
		}
	}

	@Test
	void aParentHasThePortOfItsChild() {
		try (ConfigurableApplicationContext context = child(Phrasebook.class, PoliteServer.class).run(ANY_PORT)) {
			int port = context.getBean(TcpAcceptorPool.class).port();
			for (ConfigurableApplicationContext each : new ConfigurableApplicationContext[] { context,
					(ConfigurableApplicationContext) context.getParent() }) {
				assertThat(each.getEnvironment().getProperty("local.netpool.tcp.port", int.class)).isEqualTo(port);
			}
		}
	}

	@Test
	void aChildWithoutHandlersLeavesThePoolToItsParent() throws IOException {
		try (ConfigurableApplicationContext child = child(TcpServer.class, NoServer.class).run(ANY_PORT)) {
			ApplicationContext parent = Objects.requireNonNull(child.getParent());
			assertThat(parent.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.LISTENING);
			assertThat(child.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.STOPPED);
			child.close();
			assertThat(parent.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.LISTENING);
			((ConfigurableApplicationContext) parent).close();
		}
	}

	@Test
	void aParentAndAChildServeTheirOwnHandlersWithTheirOwnSettings() throws IOException {
		ApplicationContextInitializer<ConfigurableApplicationContext> settings = (context) -> TestPropertyValues
			.of("netpool.tcp.pools.admin.port=0", "netpool.tcp.pools.admin.framing.mode=line")
			.applyTo(context);
		try (ConfigurableApplicationContext child = child(TcpServer.class, Admin.class).initializers(settings)
			.run(ANY_PORT)) {
			ConfigurableApplicationContext parent = (ConfigurableApplicationContext) child.getParent();
			try (TestClient client = TestClient.connect(parent);
					TestClient admin = TestClient
						.connect(child.getBean("adminTcpAcceptorPool", TcpAcceptorPool.class).port())) {
				assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
				assertThat(admin.ask("world\n", "admin world\n")).isEqualTo("admin world\n");
			}
			parent.close();
		}
	}

	@Test
	void aParentWithoutHandlersIsToldToExcludeTheAutoConfiguration() {
		assertThatExceptionOfType(ApplicationContextException.class)
			.isThrownBy(() -> child(NoServer.class, TcpServer.class).run(ANY_PORT))
			.withRootCauseInstanceOf(MissingHandlerException.class);
	}

	/**
	 * As devtools do.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "auto", "nio" })
	void anApplicationThatIsReplacedGivesItsPortToTheNext(String transport) throws IOException {
		String setting = "--netpool.tcp.io.transport=" + transport;
		int port;
		try (ConfigurableApplicationContext first = application(TcpServer.class).run(ANY_PORT, setting);
				TestClient client = TestClient.connect(first)) {
			port = first.getBean(TcpAcceptorPool.class).port();
			client.ask("world", "hello world");
			first.close();
			// the server ended it, and its side of the connection is not forgotten yet
			assertThat(client.receiveRest()).isEmpty();
			try (ConfigurableApplicationContext second = application(TcpServer.class).run("--netpool.tcp.port=" + port,
					setting); TestClient next = TestClient.connect(second)) {
				assertThat(next.ask("you", "hello you")).isEqualTo("hello you");
			}
		}
	}

	private static SpringApplicationBuilder child(Class<?> parent, Class<?> child) {
		return application(parent).child(child).web(WebApplicationType.NONE);
	}

	private static SpringApplicationBuilder application(Class<?> source) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NetpoolAutoConfiguration.class)
	@Import(Greeter.class)
	static class TcpServer {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NetpoolAutoConfiguration.class)
	static class NoServer {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NetpoolAutoConfiguration.class)
	static class Admin {

		@TcpHandler(pool = "admin")
		String onMessage(String input) {
			return "admin " + input;
		}

	}

	static class Phrasebook {

		String greeting() {
			return "good evening ";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NetpoolAutoConfiguration.class)
	static class PoliteServer {

		private final Phrasebook phrasebook;

		PoliteServer(Phrasebook phrasebook) {
			this.phrasebook = phrasebook;
		}

		@TcpHandler
		String onMessage(String input) {
			return this.phrasebook.greeting() + input;
		}

	}

}
