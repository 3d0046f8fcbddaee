package io.netpool.tcp.autoconfigure;

import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.diagnostics.MissingHandlerException;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.framing.NettyFraming;
import io.netty.handler.codec.LineBasedFrameDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Several protocols on the port of the default pool.
 */
class DetectedPoolsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.pools.tracker.detect.start=\\x78\\x78, \\x79\\x79",
				"netpool.tcp.pools.tracker.framing.mode=length-field",
				"netpool.tcp.pools.tracker.framing.length-field.size=1",
				"netpool.tcp.pools.tracker.framing.start=\\x78\\x78", "netpool.tcp.pools.text.detect.start=#",
				"netpool.tcp.pools.text.framing.mode=line", "netpool.tcp.pools.text.routing.by=bytes")
		.withBean(Devices.class);

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void eachProtocolHasItsFramingRoutesAndHandlers(String execution) {
		this.runner.withPropertyValues("netpool.tcp.handler.execution=" + execution).run((context) -> {
			try (TestClient tracker = TestClient.connect(context); TestClient text = TestClient.connect(context)) {
				tracker.send(new byte[] { 0x78, 0x78, 2, 'h', 'i' });
				assertThat(tracker.receive(5)).isEqualTo("xx\2ok");
				text.sendLine("#1");
				assertThat(text.readLine()).isEqualTo("hello text");
				assertThat(text.readLine()).isEqualTo("hash #1");
				TcpConnections connections = context.getBean(TcpConnections.class);
				assertThat(connections.pool("text").count()).isOne();
				assertThat(connections.pool("tracker").count()).isOne();
			}
		});
	}

	@Test
	void onePoolListensAndIsTheOnlyBean() {
		this.runner.run((context) -> {
			assertThat(context.getBeansOfType(TcpAcceptorPool.class)).containsOnlyKeys("defaultTcpAcceptorPool");
			assertThat(context.getBean(TcpAcceptorPool.class).protocols()).isEqualTo(Set.of("tracker", "text"));
		});
	}

	@Test
	void aConnectionOfNoProtocolIsClosed() {
		this.runner.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.send("GET / HTTP/1.1\r\n").isAtEnd()).isTrue();
				TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
				await().untilAsserted(
						() -> assertThat(pool.statistics().connections().closed(CloseReason.BAD_FRAME)).isOne());
			}
		});
	}

	@Test
	void aConnectionOfNoProtocolIsServedByHandlersOfTheDefaultPool() {
		this.runner.withBean(Others.class).run((context) -> {
			try (TestClient client = TestClient.connect(context); TestClient text = TestClient.connect(context)) {
				assertThat(client.ask("other", "default other")).isEqualTo("default other");
				text.sendLine("#1");
				assertThat(text.readLine()).isEqualTo("hello text");
			}
		});
	}

	@Test
	void otherNamedPoolsHaveTheirPorts() {
		this.runner.withPropertyValues("netpool.tcp.pools.admin.port=0")
			.withBean("admin", Admin.class)
			.run((context) -> {
				int port = context.getEnvironment().getRequiredProperty("local.netpool.tcp.admin.port", Integer.class);
				try (TestClient client = TestClient.connect(port)) {
					assertThat(client.ask("#1\n", "admin #1")).isEqualTo("admin #1");
				}
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			netpool.tcp.pools.text.port=9002 | has no effect where 'netpool.tcp.pools.text.detect.start' is set
			netpool.tcp.pools.text.timeout.idle=1m | Set 'netpool.tcp.timeout' instead
			netpool.tcp.pools.text.authentication.required=true | Set 'netpool.tcp.authentication' instead
			netpool.tcp.pools.text.handler.queue=1 | Set 'netpool.tcp.handler.queue' instead
			netpool.tcp.detect.start=a | has no effect for the default pool
			netpool.tcp.pools.text.detect.start= | Set it to the first bytes
			netpool.tcp.pools.text.detect.start=\\xZZ | Use the escapes
			netpool.tcp.pools.text.detect.start=xx | is the same as 'netpool.tcp.pools.
			netpool.tcp.pools.text.framing.mode=codecs | consists of Netty's codecs
			""")
	void aSettingThatCannotBeHonouredFailsTheStart(String setting, String message) {
		this.runner.withPropertyValues(setting)
			.withBean("codecs", NettyFraming.class, () -> (pipeline) -> pipeline.addLast(new LineBasedFrameDecoder(80)))
			.run((context) -> {
				InvalidSettingException failure = invalidSetting(context.getStartupFailure());
				assertThat(failure.getMessage() + ". " + failure.remedy()).contains(message);
			});
	}

	@Test
	void aProtocolWithoutAHandlerFailsTheStart() {
		this.runner.withPropertyValues("netpool.tcp.pools.nobody.detect.start=n, o")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(MissingHandlerException.class)
				.hasMessage("'netpool.tcp.pools.nobody.detect.start' is set to [n, o], "
						+ "but no bean has a handler method for pool 'nobody'"));
	}

	private static InvalidSettingException invalidSetting(Throwable failure) {
		Throwable current = failure;
		while (current != null && !(current instanceof InvalidSettingException)) {
			current = current.getCause();
		}
		assertThat(current).isInstanceOf(InvalidSettingException.class);
		return (InvalidSettingException) current;
	}

	static class Devices {

		@TcpHandler(pool = "tracker")
		String position(byte[] position) {
			return "ok";
		}

		@TcpConnected(pool = "text")
		String greet() {
			return "hello text";
		}

		@TcpHandler(pool = "text", value = "0x23")
		String hash(String line, TcpConnection connection) {
			return connection.pool().equals("text") ? "hash " + line : "no";
		}

	}

	static class Others {

		@TcpHandler
		String other(String message, TcpConnection connection) {
			return connection.pool() + " " + message;
		}

	}

	static class Admin {

		@TcpHandler(pool = "admin")
		String admin(String message) {
			return "admin " + message.strip();
		}

	}

}
