package io.netpool.tcp.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpPool;
import io.netpool.tcp.TcpRouteResolver;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.handler.FirstWordRouteResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A protocol whose messages depend on what was before them, behind two ports: states of
 * connections, routes that depend on them, and protocol errors.
 */
class ProtocolServerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line", "netpool.tcp.pools.lower.port=0",
				"netpool.tcp.handler.close-on-error=true")
		.withBean(Mail.class);

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void aRouteDependsOnTheStateOfTheConnection(String execution) {
		aRouteDependsOnTheState(execution);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aRouteDependsOnTheStateOfTheConnectionOnVirtualThreads() {
		aRouteDependsOnTheState("virtual");
	}

	private void aRouteDependsOnTheState(String execution) {
		this.runner.withPropertyValues("netpool.tcp.handler.execution=" + execution).run((context) -> {
			try (TestClient ann = TestClient.connect(context); TestClient bob = TestClient.connect(context)) {
				ann.readLine();
				bob.readLine();
				ann.sendLine("DATA");
				assertThat(ann.readLine()).isEqualTo("354");
				bob.sendLine("QUIT");
				assertThat(bob.receiveRest()).isEqualTo("221\n");
				ann.sendLine("QUIT\nis text\n.\nQUIT");
				assertThat(ann.receiveRest()).isEqualTo("250 [QUIT, is text]\n221\n");
			}
		});
	}

	@Test
	void aPoolHasARouteResolverOfItsOwn() {
		this.runner.run((context) -> {
			Environment environment = context.getEnvironment();
			int port = environment.getRequiredProperty("local.netpool.tcp.lower.port", Integer.class);
			try (TestClient client = TestClient.connect(port)) {
				assertThat(client.readLine()).isEqualTo("220 lower");
				client.sendLine("quit");
				assertThat(client.receiveRest()).isEqualTo("221\n");
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void aProtocolErrorIsAnsweredAndClosesInSpiteOfExceptionHandlers(String execution) {
		this.runner.withPropertyValues("netpool.tcp.handler.execution=" + execution).run((context) -> {
			for (String command : List.of("WRONG", "LATER", "HANDLED")) {
				try (TestClient client = TestClient.connect(context)) {
					client.sendLine(command + "\nignored");
					assertThat(client.receiveRest()).as(command).isEqualTo("220 default\n-ERR " + command + "\n");
					assertThat(context.getBean(Mail.class).reasons.poll(10, TimeUnit.SECONDS))
						.isEqualTo(CloseReason.PROTOCOL_ERROR);
				}
			}
		});
	}

	@TcpConnectionState
	static class Session {

		private @Nullable List<String> lines;

	}

	@TcpPool({ "default", "lower" })
	static class Mail {

		private final BlockingQueue<CloseReason> reasons = new LinkedBlockingQueue<>();

		@Bean
		TcpRouteResolver commandOrText() {
			TcpRouteResolver commands = new FirstWordRouteResolver(StandardCharsets.UTF_8);
			return (message, connection) -> (connection.state(Session.class).lines != null) ? "line of text"
					: commands.route(message, connection);
		}

		@Bean
		@TcpPool("lower")
		TcpRouteResolver upperCase() {
			return (message, connection) -> message.toString().toUpperCase(Locale.ROOT);
		}

		@TcpConnected
		String onConnected(TcpConnection connection) {
			return "220 " + connection.pool();
		}

		@TcpHandler("DATA")
		String onData(Session session) {
			session.lines = new ArrayList<>();
			return "354";
		}

		@TcpHandler("line of text")
		@Nullable String onText(String line, Session session) {
			if (!line.equals(".")) {
				session.lines.add(line);
				return null;
			}
			String reply = "250 " + session.lines;
			session.lines = null;
			return reply;
		}

		@TcpHandler("QUIT")
		String onQuit(TcpConnection connection) {
			connection.close();
			return "221";
		}

		@TcpHandler("WRONG")
		void onWrong() {
			throw new TcpCloseException("-ERR WRONG");
		}

		@TcpHandler("LATER")
		CompletionStage<String> onLater() {
			return CompletableFuture.supplyAsync(() -> {
				throw new TcpCloseException("-ERR LATER");
			});
		}

		@TcpHandler("HANDLED")
		void onHandled() {
			throw new IllegalStateException("HANDLED");
		}

		@TcpExceptionHandler
		String onFailure(Exception ex) {
			throw new TcpCloseException("-ERR " + ex.getMessage(), ex);
		}

		@TcpDisconnected
		void onDisconnected(CloseReason reason) {
			this.reasons.add(reason);
		}

	}

}
