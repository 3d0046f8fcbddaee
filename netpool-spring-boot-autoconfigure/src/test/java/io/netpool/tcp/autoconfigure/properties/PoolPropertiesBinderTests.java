package io.netpool.tcp.autoconfigure.properties;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.autoconfigure.actuate.NetpoolMetricsAutoConfiguration;
import io.netpool.tcp.autoconfigure.diagnostics.MissingHandlerException;
import io.netpool.tcp.observe.TcpPoolMetrics;
import io.netpool.tcp.server.settings.Overflow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolPropertiesBinder} and the beans of several pools.
 */
class PoolPropertiesBinderTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	private static TcpProperties properties(String pool, String... settings) {
		MockEnvironment environment = new MockEnvironment();
		Stream.of(settings)
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> environment.setProperty("netpool.tcp." + setting[0], setting[1]));
		return new PoolPropertiesBinder(environment).properties(pool);
	}

	@Test
	void settingsAreBoundOnceForAllWhoAsk() {
		this.runner.run((context) -> {
			PoolPropertiesBinder pools = context.getBean(PoolPropertiesBinder.class);
			assertThat(pools.properties("default")).isSameAs(pools.properties("default"));
		});
	}

	@Test
	void aNamedPoolInheritsWhatItDoesNotSet() {
		TcpProperties admin = properties("admin", "acceptors=7", "overflow=increase", "framing.mode=line",
				"framing.max-length=1KB", "framing.delimiter[0]=a", "framing.delimiter[1]=b", "ssl.pem=server.pem",
				"pools.admin.port=9001", "pools.admin.overflow=wait", "pools.admin.framing.max-length=2KB",
				"pools.admin.framing.delimiter=c", "refusal=${greeting:busy}");
		assertThat(admin.port()).isEqualTo(9001);
		assertThat(admin.acceptors()).isEqualTo(7);
		assertThat(admin.overflow()).isEqualTo(Overflow.WAIT);
		assertThat(admin.framing().mode()).isEqualTo("line");
		assertThat(admin.framing().maxLength().toKilobytes()).isEqualTo(2);
		assertThat(admin.framing().delimiter()).containsExactly("c");
		assertThat(admin.ssl().pem()).isEqualTo("server.pem");
		assertThat(admin.refusal()).isEqualTo("busy");
		assertThat(admin.backlog()).isEqualTo(1024);
	}

	@Test
	void aListIsInheritedWholeOrNotAtAll() {
		String[] inherited = { "limits.deny[0]=192.0.2.1", "limits.deny[1]=192.0.2.2", "limits.allow=192.0.2.0/24" };
		assertThat(properties("admin", inherited).limits().deny()).containsExactly("192.0.2.1", "192.0.2.2");
		TcpProperties admin = properties("admin",
				Stream
					.concat(Stream.of(inherited),
							Stream.of("pools.admin.limits.deny[0]=10.0.0.1", "pools.admin.limits.allow[0]=10.0.0.0/8"))
					.toArray(String[]::new));
		assertThat(admin.limits().deny()).containsExactly("10.0.0.1");
		assertThat(admin.limits().allow()).containsExactly("10.0.0.0/8");
	}

	@Test
	void theDefaultPoolHasNothingOfTheNamedOnes() {
		assertThat(properties("default", "pools.admin.port=9001", "pools.admin.acceptors=3").acceptors())
			.isEqualTo(1024);
	}

	@Test
	void eachPoolServesItsOwnHandlerOnItsOwnPortWithItsOwnFraming() {
		this.runner.withUserConfiguration(BothHandlers.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line", "netpool.tcp.pools.admin.port=0",
					"netpool.tcp.pools.admin.framing.mode=delimiter", "netpool.tcp.pools.admin.framing.delimiter=!")
			.run((context) -> {
				int port = context.getEnvironment().getRequiredProperty("local.netpool.tcp.port", int.class);
				int adminPort = context.getEnvironment().getRequiredProperty("local.netpool.tcp.admin.port", int.class);
				assertThat(answer(port, "hello\n")).isEqualTo("default hello");
				assertThat(answer(adminPort, "hello!")).isEqualTo("admin hello!");
				Injected injected = context.getBean(Injected.class);
				assertThat(injected.pool.name()).isEqualTo("default");
				assertThat(injected.admin.name()).isEqualTo("admin");
				assertThat(injected.admin.port()).isEqualTo(adminPort);
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				context.getBean(TcpPoolMetrics.class).bindTo(meters);
				for (String pool : new String[] { "default", "admin" }) {
					assertThat(
							meters.get("netpool.tcp.connections.accepted").tag("pool", pool).functionCounter().count())
						.isOne();
				}
				assertThat(context.getBean(TcpConnections.class).pool("admin").count()).isLessThanOrEqualTo(1);
			});
	}

	@Test
	void withOnlyNamedPoolsNoDefaultPoolStarts() {
		this.runner.withUserConfiguration(AdminHandler.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0", "netpool.tcp.framing.mode=line")
			.run((context) -> {
				assertThat(context).hasSingleBean(TcpAcceptorPool.class);
				assertThat(context.getBean(TcpAcceptorPool.class).name()).isEqualTo("admin");
				assertThat(context.getBean(TcpAcceptorPool.class).state()).isEqualTo(State.LISTENING);
			});
	}

	@Test
	void aNamedPoolMustSetItsPort() {
		this.runner.withUserConfiguration(AdminHandler.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.pools.admin.acceptors=3")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessage("Setting 'netpool.tcp.pools.admin.port' is not set"));
	}

	@Test
	void aNamedPoolWithoutAHandlerStopsTheStart() {
		this.runner.withUserConfiguration(DefaultHandler.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.pools.admin.port=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MissingHandlerException.class)
				.hasMessageContaining("pool 'admin'"));
	}

	@Test
	void aHandlerOfTheDefaultPoolIsAnErrorWhereThereAreOnlyNamedOnes() {
		this.runner.withUserConfiguration(BothHandlers.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("names pool 'default', which does not exist")
				.hasMessageContaining("The pools are [admin]"));
	}

	@Test
	void aWrongNameOfAPoolIsNamed() {
		this.runner.withPropertyValues("netpool.tcp.pools.default.port=0")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("netpool.tcp.pools.default"));
	}

	@Test
	void whenOnePoolFailsToStartNoneListens() throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			this.runner.withUserConfiguration(BothHandlers.class)
				.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.pools.admin.port=" + taken.getLocalPort())
				.run((context) -> {
					assertThat(context).hasFailed();
					// a thread is there for a moment after its loop has ended
					Awaitility.await()
						.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).noneMatch(
								(thread) -> thread.isAlive() && thread.getName().startsWith("netpool-default-io")));
				});
		}
	}

	private static String answer(int port, String request) throws IOException {
		try (Socket socket = new Socket("localhost", port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes());
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes()).strip();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class DefaultHandler {

		@TcpHandler
		String onMessage(String input) {
			return "default " + input;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdminHandler {

		@TcpHandler(pool = "admin")
		String onMessage(String input) {
			return "admin " + input;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BothHandlers {

		@Bean
		DefaultHandler defaultHandler() {
			return new DefaultHandler();
		}

		@Bean
		AdminHandler adminHandler() {
			return new AdminHandler();
		}

		@Bean
		Injected injected() {
			return new Injected();
		}

	}

	static class Injected {

		@Autowired(required = false)
		TcpAcceptorPool pool;

		@Autowired
		@Qualifier("admin")
		TcpAcceptorPool admin;

	}

}
