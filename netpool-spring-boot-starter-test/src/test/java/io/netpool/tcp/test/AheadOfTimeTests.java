package io.netpool.tcp.test;

import java.net.ServerSocket;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aot.AotDetector;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.test.generate.CompilerFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.SpringProperties;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests whose beans were found out when they were built, as {@code process-test-aot}
 * does: the code that Spring generates for them is compiled and run.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	private ServerSocket running;

	private ServerSocket runningAdmin;

	@BeforeEach
	void runTheApplication() throws Exception {
		this.running = new ServerSocket(0);
		this.runningAdmin = new ServerSocket(0);
		System.setProperty("ports.default", String.valueOf(this.running.getLocalPort()));
		System.setProperty("ports.admin", String.valueOf(this.runningAdmin.getLocalPort()));
	}

	@AfterEach
	void stopTheApplication() throws Exception {
		this.running.close();
		this.runningAdmin.close();
		System.clearProperty("ports.default");
		System.clearProperty("ports.admin");
	}

	@Test
	void poolsListenOnFreePorts() {
		run(Profile.class, this::answersOnFreePorts);
	}

	@Test
	void portsOfThePropertySourcesOfTheApplicationAreFree() {
		run(Annotated.class, this::answersOnFreePorts);
	}

	@Test
	void theSliceListensOnFreePorts() {
		run(Slice.class, (test) -> {
			Slice slice = (Slice) test;
			assertThat(slice.port).isPositive().isNotEqualTo(9001);
			slice.client.connect().send("ann").expectMessage("/127.0.0.1");
		});
	}

	private void answersOnFreePorts(Object test) {
		Pools pools = (Pools) test;
		assertThat(pools.port).isPositive().isNotEqualTo(this.running.getLocalPort());
		assertThat(pools.adminPort).isPositive().isNotEqualTo(this.runningAdmin.getLocalPort());
		assertThat(pools.context.getBean("defaultTcpAcceptorPool", TcpAcceptorPool.class).port()).isEqualTo(pools.port);
		pools.client.connect().send("ann").expectMessage("hello ann");
	}

	/**
	 * Process a test class ahead of time, and prepare an instance of it.
	 */
	private static void run(Class<?> test, Consumer<Object> assertions) {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(test));
		TestCompiler.forSystem().with(CompilerFiles.from(files)).compile((compiled) -> {
			SpringProperties.setFlag(AotDetector.AOT_ENABLED);
			try {
				prepare(test, assertions);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
			}
		});
	}

	private static void prepare(Class<?> test, Consumer<Object> assertions) throws Exception {
		TestContextManager manager = new TestContextManager(test);
		Object instance = test.getDeclaredConstructor().newInstance();
		try {
			manager.prepareTestInstance(instance);
			assertions.accept(instance);
		}
		finally {
			manager.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

	/**
	 * A native library can't be loaded by the class loader of each test.
	 */
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "netpool.tcp.io.transport=nio")
	@AutoConfigureTcpTestClient
	abstract static class Pools {

		@Autowired
		ApplicationContext context;

		@Autowired
		TcpTestClient client;

		@LocalTcpPort
		int port;

		@LocalTcpPort(pool = "admin")
		int adminPort;

	}

	@ActiveProfiles("ports")
	static class Profile extends Pools {

	}

	@SpringBootTest(classes = AnnotatedApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "netpool.tcp.io.transport=nio")
	static class Annotated extends Pools {

	}

	@NetpoolTest(properties = "netpool.tcp.io.transport=nio")
	static class Slice {

		@Autowired
		TcpTestClient client;

		@LocalTcpPort(pool = "admin")
		int port;

		@Configuration(proxyBeanMethods = false)
		@PropertySource("classpath:annotated-pool.properties")
		static class Admin {

			@TcpHandler(pool = "admin")
			String address(TcpConnection connection) {
				return connection.localAddress().getAddress().toString();
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@TcpHandler
		String greet(String name) {
			return "hello " + name;
		}

		@TcpHandler(pool = "admin")
		void obey(String command) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:annotated-ports.properties")
	static class AnnotatedApplication extends Application {

	}

}
