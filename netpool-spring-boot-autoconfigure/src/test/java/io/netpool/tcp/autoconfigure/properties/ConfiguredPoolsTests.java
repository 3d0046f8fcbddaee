package io.netpool.tcp.autoconfigure.properties;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ConfiguredPools} and the beans of several pools.
 */
class ConfiguredPoolsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	private static PoolProperties admin(String... settings) {
		return TestPools
			.of(Stream.concat(Stream.of("pools.admin.port=9001"), Stream.of(settings)).toArray(String[]::new))
			.get("admin")
			.properties();
	}

	private static PoolProperties admin(List<Map<String, Object>> sources) {
		StandardEnvironment environment = TestPools.environment("pools.admin.port=9001");
		sources.forEach((source) -> environment.getPropertySources()
			.addLast(new MapPropertySource(String.valueOf(source), source)));
		return TestPools.of(environment).get("admin").properties();
	}

	@Test
	void whatSpringBootBindsIsWhatThePoolsHave() {
		this.runner.withPropertyValues("netpool.tcp.acceptors=7", "netpool.tcp.pools.admin.port=0")
			.withUserConfiguration(BothHandlers.class)
			.withPropertyValues("netpool.tcp.port=0")
			.run((context) -> {
				ConfiguredPools pools = context.getBean(ConfiguredPools.class);
				assertThat(pools.get("default").properties()).isSameAs(context.getBean(PoolProperties.class));
				PoolProperties admin = context.getBean(NetpoolProperties.class).pools().get("admin");
				assertThat(pools.get("admin").properties()).isSameAs(admin);
				assertThat(admin.acceptors()).isEqualTo(7);
			});
	}

	@Test
	void aNamedPoolHasTheServerNamesThatAreWrittenForIt() {
		assertThat(admin("ssl.bundle=all", "ssl.server-names.a=inherited",
				"pools.admin.ssl.server-names.mail.eu.example.com=mail",
				"pools.admin.ssl.server-names.[*.eu.example.org]=wild")
			.ssl()
			.serverNames()).containsOnly(entry("a", "inherited"), entry("mail.eu.example.com", "mail"),
					entry("*.eu.example.org", "wild"));
	}

	@Test
	void aNamedPoolInheritsWhatItDoesNotSet() {
		PoolProperties admin = admin("acceptors=7", "overflow=refuse", "framing.mode=delimiter",
				"framing.max-length=1KB", "framing.delimiter[0]=a", "framing.delimiter[1]=b", "half-close=true",
				"pools.admin.overflow=increase", "pools.admin.framing.max-length=2KB",
				"pools.admin.framing.delimiter=c", "refusal=${greeting:busy}", "timeout.idle=60",
				"pools.admin.timeout.frame=61");
		assertThat(admin.port()).isEqualTo(9001);
		assertThat(admin.acceptors()).isEqualTo(7);
		assertThat(admin.overflow()).isEqualTo(Overflow.INCREASE);
		assertThat(admin.framing().mode()).isEqualTo("delimiter");
		assertThat(admin.framing().maxLength().toKilobytes()).isEqualTo(2);
		assertThat(admin.framing().delimiter()).containsExactly("c");
		assertThat(admin.halfClose()).isTrue();
		assertThat(admin.timeout().idle()).isEqualTo(Duration.ofSeconds(60));
		assertThat(admin.timeout().frame()).isEqualTo(Duration.ofSeconds(61));
		assertThat(admin.refusal()).isEqualTo("busy");
		assertThat(admin.backlog()).isEqualTo(1024);
	}

	@Test
	void aListIsInheritedWholeOrNotAtAll() {
		String[] inherited = { "limits.deny[0]=192.0.2.1", "limits.deny[1]=192.0.2.2", "limits.allow=192.0.2.0/24" };
		assertThat(admin(inherited).limits().deny()).containsExactly("192.0.2.1", "192.0.2.2");
		PoolProperties admin = admin(Stream
			.concat(Stream.of(inherited),
					Stream.of("pools.admin.limits.deny[0]=10.0.0.1", "pools.admin.limits.allow[0]=10.0.0.0/8"))
			.toArray(String[]::new));
		assertThat(admin.limits().deny()).containsExactly("10.0.0.1");
		assertThat(admin.limits().allow()).containsExactly("10.0.0.0/8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pools.admin.", "" })
	void aListIsTakenFromTheFirstSourceThatHasIt(String prefix) {
		String allow = "netpool.tcp." + prefix + "limits.allow";
		Map<String, Object> profile = Map.of(allow + "[0]", "192.0.2.1");
		Map<String, Object> file = Map.of(allow + "[0]", "10.0.0.0/8", allow + "[1]", "127.0.0.1");
		Map<String, Object> separated = Map.of(allow, "10.0.0.0/8, 127.0.0.1");
		assertThat(admin(List.of(profile, file)).limits().allow()).containsExactly("192.0.2.1");
		assertThat(admin(List.of(file, profile)).limits().allow()).containsExactly("10.0.0.0/8", "127.0.0.1");
		assertThat(admin(List.of(profile, separated)).limits().allow()).containsExactly("192.0.2.1");
		assertThat(admin(List.of(separated, profile)).limits().allow()).containsExactly("10.0.0.0/8", "127.0.0.1");
	}

	@Test
	void aListOfThePoolIsTakenBeforeOneThatItInheritsFromAnEarlierSource() {
		assertThat(admin(List.of(Map.of("netpool.tcp.limits.allow", "10.0.0.1"),
				Map.of("netpool.tcp.pools.admin.limits.allow[0]", "10.0.0.2")))
			.limits()
			.allow()).containsExactly("10.0.0.2");
	}

	@Test
	void aMapHasTheEntriesOfThePoolAndThoseThatItInherits() {
		assertThat(admin("ssl.bundle=server", "ssl.server-names.mail=a", "ssl.server-names[*.example.org]=b",
				"pools.admin.ssl.server-names.mail=c", "pools.admin.ssl.server-names.web=d")
			.ssl()
			.serverNames()).containsOnly(entry("mail", "c"), entry("web", "d"), entry("*.example.org", "b"));
	}

	@Test
	void aListAndAMapBindFromEnvironmentVariables() {
		StandardEnvironment environment = TestPools.environment("pools.admin.port=9001", "ssl.bundle=server");
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("NETPOOL_TCP_POOLS_ADMIN_LIMITS_DENY_0_", "10.0.0.1",
									"NETPOOL_TCP_POOLS_ADMIN_SSL_SERVERNAMES_MAIL", "a",
									"NETPOOL_TCP_SSL_SERVERNAMES_WEB", "b")));
		PoolProperties admin = TestPools.of(environment).get("admin").properties();
		assertThat(admin.limits().deny()).containsExactly("10.0.0.1");
		assertThat(admin.ssl().serverNames()).containsOnly(entry("mail", "a"), entry("web", "b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "MYPOOL", "MY_POOL" })
	void anEnvironmentVariableSetsAPoolThatHasAHyphen(String variable) {
		StandardEnvironment environment = TestPools.environment("pools.my-pool.port=9001", "pools.my-pool.acceptors=7",
				"pools.my-pool.limits.deny=10.0.0.1");
		environment.getPropertySources()
			.addFirst(variables(Map.of("NETPOOL_TCP_POOLS_" + variable + "_PORT", "9002",
					"NETPOOL_TCP_POOLS_MYPOOL_LIMITS_DENY_0", "10.0.0.2")));
		assertThat(ConfiguredPools.names(environment)).containsExactly("my-pool");
		PoolProperties pool = TestPools.of(environment).get("my-pool").properties();
		assertThat(pool.port()).isEqualTo(9002);
		assertThat(pool.acceptors()).isEqualTo(7);
		assertThat(pool.limits().deny()).containsExactly("10.0.0.2");
	}

	@Test
	void aPortInSpringBootsDefaultPropertiesIsConfigured() {
		StandardEnvironment environment = TestPools.environment("pools.my-pool.port=9001");
		DefaultPropertiesPropertySource.addOrMerge(Map.of("netpool.tcp.port", "9002"),
				environment.getPropertySources());
		assertThat(ConfiguredPools.names(environment)).containsExactly("default", "my-pool");
	}

	@Test
	void aPortThatAppliesAsLongAsNobodyConfiguresItAddsNoPool() {
		StandardEnvironment environment = TestPools.environment("pools.my-pool.port=9001");
		environment.getPropertySources()
			.addLast(new MapPropertySource(PropertyNames.DEFAULTS, Map.of("netpool.tcp.port", "0")));
		assertThat(ConfiguredPools.names(environment)).containsExactly("my-pool");
	}

	@Test
	void anEnvironmentVariableAddsAPool() {
		StandardEnvironment environment = TestPools.environment("pools.my-pool.port=9001");
		environment.getPropertySources()
			.addFirst(variables(Map.of("NETPOOL_TCP_POOLS_MY_PORT", "9002", "NETPOOL_TCP_POOLS_OTHER_PORT", "9003")));
		assertThat(ConfiguredPools.names(environment)).containsExactly("my", "my-pool", "other");
	}

	@Test
	void namesThatDifferInHyphensAreRefused() {
		StandardEnvironment environment = TestPools.environment("pools.my-pool.port=1", "pools.mypool.port=2");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> ConfiguredPools.names(environment))
			.withMessage("Setting 'netpool.tcp.pools.mypool' is the same key as 'netpool.tcp.pools.my-pool',"
					+ " since hyphens are ignored");
	}

	@Test
	void delimitersMayBeAList() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("defaults", Map.of("netpool.tcp.framing.mode", "delimiter",
					"netpool.tcp.framing.delimiter", List.of(";", ", "))));
		assertThat(TestPools.of(environment).get("default").properties().framing().delimiter()).containsExactly(";",
				", ");
	}

	private static SystemEnvironmentPropertySource variables(Map<String, Object> variables) {
		return new SystemEnvironmentPropertySource("test-systemEnvironment", variables);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n.\r\n", ";\n", ",", " ", "a, b" })
	void aSingleDelimiterIsTakenAsItIsWritten(String delimiter) {
		String mode = "framing.mode=delimiter";
		assertThat(admin(mode, "framing.delimiter=" + delimiter).framing().delimiter()).containsExactly(delimiter);
		assertThat(admin(mode, "pools.admin.framing.delimiter=" + delimiter).framing().delimiter())
			.containsExactly(delimiter);
		assertThat(
				TestPools.of(mode, "framing.delimiter=" + delimiter).get("default").properties().framing().delimiter())
			.containsExactly(delimiter);
	}

	@Test
	void aDelimiterMayHaveAPlaceholder() {
		assertThat(admin("framing.mode=delimiter", "framing.delimiter=${end: ; }").framing().delimiter())
			.containsExactly(" ; ");
	}

	@Test
	void theDefaultPoolHasNothingOfTheNamedOnes() {
		assertThat(TestPools.of("pools.admin.port=9001", "pools.admin.acceptors=3").get("default").properties())
			.extracting(PoolProperties::acceptors)
			.isEqualTo(1024);
	}

	@Test
	void anInheritedValueOfAnotherTypeIsNamedAsItIsWritten() {
		this.runner.withUserConfiguration(AdminHandler.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0", "netpool.tcp.overflow=drop")
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.cause()
				.isInstanceOfSatisfying(BindException.class,
						(ex) -> assertThat(ex.getName()).hasToString("netpool.tcp.overflow")));
	}

	@Test
	void aValueOfAnotherTypeIsNamedAsItIsWritten() {
		this.runner.withUserConfiguration(AdminHandler.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0", "netpool.tcp.pools.admin.overflow=drop")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Failed to bind properties under 'netpool.tcp.pools.admin.overflow'"));
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
	void aNamedPoolDoesNotInheritThePort() {
		this.runner.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.pools.admin.backlog=1")
			.run((context) -> assertThat(context).getFailure()
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
				.isInstanceOfSatisfying(InvalidSettingException.class,
						(ex) -> assertThat(ex.getOrigin()).asString().contains("netpool.tcp.pools.default.port"))
				.hasMessage("Setting 'netpool.tcp.pools.default' is not a valid pool name"));
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
