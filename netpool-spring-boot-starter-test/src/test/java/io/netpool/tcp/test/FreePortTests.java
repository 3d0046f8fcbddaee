package io.netpool.tcp.test;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.function.Consumer;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The ports on which the pools of an application listen in a test. The ports that it
 * configures are in use, as while the application runs.
 */
class FreePortTests {

	private static final String DEFAULT_POOL = "defaultTcpAcceptorPool";

	private static final String ADMIN_POOL = "adminTcpAcceptorPool";

	private ServerSocket running;

	private ServerSocket runningAdmin;

	@BeforeEach
	void runTheApplication() throws IOException {
		this.running = new ServerSocket(0);
		this.runningAdmin = new ServerSocket(0);
		System.setProperty("ports.default", String.valueOf(this.running.getLocalPort()));
		System.setProperty("ports.admin", String.valueOf(this.runningAdmin.getLocalPort()));
	}

	@AfterEach
	void stopTheApplication() throws IOException {
		stopRunning();
		System.clearProperty("ports.default");
		System.clearProperty("ports.admin");
	}

	private void stopRunning() throws IOException {
		this.running.close();
		this.runningAdmin.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { Mock.class, RandomPort.class, None.class, Inherited.class })
	void eachPoolListensOnAFreePort(Class<?> test) throws Exception {
		start(test, (context) -> {
			assertThat(port(context, DEFAULT_POOL)).isPositive().isNotEqualTo(this.running.getLocalPort());
			assertThat(port(context, ADMIN_POOL)).isPositive().isNotEqualTo(this.runningAdmin.getLocalPort());
		});
	}

	@Test
	void aPoolWhosePortIsNotConfiguredListensOnAFreePort() throws Exception {
		start(NotConfigured.class,
				(context) -> assertThat(port(context, DEFAULT_POOL)).isPositive().isNotEqualTo(9000));
	}

	@ParameterizedTest
	@ValueSource(classes = { Inlined.class, PropertySources.class, Argument.class, Dynamic.class })
	void aPortThatTheTestConfiguresIsKept(Class<?> test) throws Exception {
		stopRunning();
		start(test, (context) -> {
			assertThat(port(context, DEFAULT_POOL)).isEqualTo(this.running.getLocalPort());
			assertThat(port(context, ADMIN_POOL)).isPositive().isNotEqualTo(this.runningAdmin.getLocalPort());
		});
	}

	@Test
	void withDefinedPortsTheConfiguredPortsAreKept() throws Exception {
		stopRunning();
		start(DefinedPort.class, (context) -> {
			assertThat(port(context, DEFAULT_POOL)).isEqualTo(this.running.getLocalPort());
			assertThat(port(context, ADMIN_POOL)).isEqualTo(this.runningAdmin.getLocalPort());
		});
	}

	@Test
	void besideNamedPoolsTheDefaultPoolIsNotAdded() throws Exception {
		start(Named.class, (context) -> {
			assertThat(context.containsBean(DEFAULT_POOL)).isFalse();
			assertThat(port(context, ADMIN_POOL)).isPositive();
		});
	}

	@Test
	void portsOfThePropertySourcesOfTheApplicationAreFree() throws Exception {
		start(Annotated.class, (context) -> {
			assertThat(port(context, DEFAULT_POOL)).isPositive().isNotEqualTo(this.running.getLocalPort());
			assertThat(port(context, ADMIN_POOL)).isPositive().isNotEqualTo(this.runningAdmin.getLocalPort());
		});
	}

	@Test
	void theyAreKeptIfTheTestConfiguresThem() throws Exception {
		stopRunning();
		start(AnnotatedAndInlined.class, (context) -> {
			assertThat(port(context, DEFAULT_POOL)).isPositive().isNotEqualTo(this.running.getLocalPort());
			assertThat(port(context, ADMIN_POOL)).isEqualTo(this.runningAdmin.getLocalPort());
		});
	}

	@Test
	void aPortOfThePropertySourcesOfTheApplicationNeedsAHandler() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> start(AnnotatedWithoutHandlers.class, (context) -> {
			}))
			.havingRootCause()
			.withMessageContaining("netpool.tcp.port");
	}

	@Test
	void withoutHandlersNothingListens() throws Exception {
		start(Empty.class, (context) -> assertThat(port(context, DEFAULT_POOL)).isEqualTo(-1));
	}

	private static int port(ApplicationContext context, String pool) {
		return context.getBean(pool, TcpAcceptorPool.class).port();
	}

	/**
	 * Start the context of a test class.
	 */
	private static void start(Class<?> test, Consumer<ApplicationContext> assertions) throws Exception {
		TestContext context = new TestContextManager(test).getTestContext();
		try {
			assertions.accept(context.getApplicationContext());
		}
		finally {
			context.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

	@SpringBootTest(classes = Application.class)
	@ActiveProfiles("ports")
	static class Mock {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	@ActiveProfiles("ports")
	static class RandomPort {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@ActiveProfiles("ports")
	static class None {

	}

	static class Inherited extends Mock {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.DEFINED_PORT,
			properties = "server.port=0")
	@ActiveProfiles("ports")
	static class DefinedPort {

	}

	@SpringBootTest(classes = Application.class, properties = "netpool.tcp.port=${ports.default}")
	@ActiveProfiles("ports")
	static class Inlined {

	}

	@SpringBootTest(classes = Application.class)
	@TestPropertySource(properties = "netpool.tcp.port=${ports.default}")
	@ActiveProfiles("ports")
	static class PropertySources {

	}

	@SpringBootTest(classes = Application.class, args = "--netpool.tcp.port=${ports.default}")
	@ActiveProfiles("ports")
	static class Argument {

	}

	@SpringBootTest(classes = Application.class)
	@ActiveProfiles("ports")
	static class Dynamic {

		@DynamicPropertySource
		static void port(DynamicPropertyRegistry registry) {
			registry.add("netpool.tcp.port", () -> System.getProperty("ports.default"));
		}

	}

	@SpringBootTest(classes = AnnotatedApplication.class)
	static class Annotated {

	}

	@SpringBootTest(classes = AnnotatedApplication.class, properties = "netpool.tcp.pools.admin.port=${ports.admin}")
	static class AnnotatedAndInlined {

	}

	@SpringBootTest(classes = AnnotatedNoHandlers.class)
	static class AnnotatedWithoutHandlers {

	}

	@SpringBootTest(classes = Greeter.class)
	static class NotConfigured {

	}

	@SpringBootTest(classes = Admin.class, properties = "netpool.tcp.pools.admin.port=0")
	static class Named {

	}

	@SpringBootTest(classes = NoHandlers.class)
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Greeter {

		@TcpHandler
		String greet(String name) {
			return "hello " + name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Admin {

		@TcpHandler(pool = "admin")
		void obey(String command) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application extends Greeter {

		@TcpHandler(pool = "admin")
		void obey(String command) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:annotated-ports.properties")
	static class AnnotatedApplication extends Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@PropertySource("classpath:annotated-ports.properties")
	static class AnnotatedNoHandlers {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class NoHandlers {

	}

}
