package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications whose clients have to log in before anything else.
 */
class RequiredLoginTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line",
				"netpool.tcp.authentication.required=true");

	private static void assertRejected(ApplicationContext context, String message) {
		try (TestClient client = TestClient.connect(context)) {
			assertThat(client.sendLine(message).isAtEnd()).isTrue();
		}
		TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
		Awaitility.await().until(() -> pool.statistics().connections().closed(CloseReason.UNAUTHENTICATED) == 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void aTextClientLogsInFirst(String execution) {
		this.runner.withBean(TextHandlers.class)
			.withPropertyValues("netpool.tcp.handler.execution=" + execution)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.sendLine("LOGIN ann").sendLine("GET").readLine()).isEqualTo("hello ann");
				}
				assertRejected(context, "GET");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void aBinaryClientLogsInFirst(String execution) {
		this.runner.withBean(ByteHandlers.class)
			.withPropertyValues("netpool.tcp.handler.execution=" + execution)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.sendLine("LOGIN ann").sendLine("GET").readLine()).isEqualTo("GET");
				}
				assertRejected(context, "GET");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void aJsonClientLogsInFirst(String execution) {
		this.runner.withBean(JsonHandlers.class)
			.withPropertyValues("netpool.tcp.handler.execution=" + execution, "netpool.tcp.routing.by=json-property")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine("{\"type\":\"login\",\"name\":\"ann\"}")
						.sendLine("{\"type\":\"get\",\"name\":\"a\"}");
					assertThat(client.readLine()).isEqualTo("{\"name\":\"a for ann\"}");
				}
				assertRejected(context, "{\"type\":\"get\",\"name\":\"a\"}");
			});
	}

	@Test
	void aConnectedMethodMayGreetAndLogIn() {
		this.runner.withBean(TextHandlers.class).withBean(Welcome.class).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.readLine()).isEqualTo("welcome");
				assertThat(client.sendLine("GET").readLine()).isEqualTo("hello local");
			}
		});
	}

	@Test
	void aClientThatDoesNotLogInInTimeIsClosed() {
		this.runner.withBean(TextHandlers.class)
			.withPropertyValues("netpool.tcp.authentication.timeout=200ms")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.isAtEnd()).isTrue();
				}
			});
	}

	@Test
	void aPoolMayRequireALoginThatOthersDoNot() {
		this.runner.withBean(TextHandlers.class)
			.withBean(AdminHandlers.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0",
					"netpool.tcp.pools.admin.authentication.required=false")
			.run((context) -> {
				int port = context.getBean("adminTcpAcceptorPool", TcpAcceptorPool.class).port();
				try (TestClient admin = TestClient.connect(port)) {
					assertThat(admin.sendLine("GET").readLine()).isEqualTo("at your service");
				}
			});
	}

	@Test
	void aPoolWithoutALoginFailsTheStartAlsoWhereTheSettingIsInherited() {
		this.runner.withBean(TextHandlers.class)
			.withBean(AdminHandlers.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidSettingException.class, (ex) -> {
					assertThat(ex).hasMessageContaining("leaves clients of pool 'admin' no way to log in");
					assertThat(ex.remedy()).contains("'netpool.tcp.pools.admin.ssl.client-auth'",
							"'netpool.tcp.pools.admin.authentication.required'");
				}));
	}

	static class TextHandlers {

		@TcpHandler(route = "LOGIN", permitAll = true)
		void login(String message, TcpConnection connection) {
			connection.principal(() -> message.split(" ")[1]);
		}

		@TcpHandler("GET")
		String get(String message, TcpConnection connection) {
			return "hello " + connection.principal().getName();
		}

	}

	static class ByteHandlers {

		@TcpHandler(route = "LOGIN", permitAll = true)
		void login(byte[] message, TcpConnection connection) {
			connection.principal(() -> "ann");
		}

		@TcpHandler
		byte[] get(byte[] message) {
			return message;
		}

	}

	static class JsonHandlers {

		@TcpHandler(route = "login", permitAll = true)
		void login(Item message, TcpConnection connection) {
			connection.principal(message::name);
		}

		@TcpHandler("get")
		Item get(Item message, TcpConnection connection) {
			return new Item(message.name() + " for " + connection.principal().getName());
		}

	}

	record Item(String name) {

	}

	static class AdminHandlers {

		@TcpHandler(pool = "admin")
		String get(String message) {
			return "at your service";
		}

	}

	static class Welcome {

		@TcpConnected
		String connected(TcpConnection connection) {
			connection.principal(() -> "local");
			return "welcome";
		}

	}

}
