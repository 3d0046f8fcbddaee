package io.netpool.tcp.autoconfigure;

import java.io.IOException;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

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
		try (ConfigurableApplicationContext context = application(Phrasebook.class).child(PoliteServer.class)
			.run(ANY_PORT); TestClient client = TestClient.connect(context)) {
			assertThat(client.ask("world", "good evening world")).isEqualTo("good evening world");
		}
	}

	@Test
	void aParentHasThePortOfItsChild() {
		try (ConfigurableApplicationContext context = application(Phrasebook.class).child(PoliteServer.class)
			.run(ANY_PORT)) {
			int port = context.getBean(TcpAcceptorPool.class).port();
			for (ConfigurableApplicationContext each : new ConfigurableApplicationContext[] { context,
					(ConfigurableApplicationContext) context.getParent() }) {
				assertThat(each.getEnvironment().getProperty("local.netpool.tcp.port", int.class)).isEqualTo(port);
			}
		}
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

	private static SpringApplicationBuilder application(Class<?> source) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NetpoolAutoConfiguration.class)
	@Import(Greeter.class)
	static class TcpServer {

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
