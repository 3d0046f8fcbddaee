package io.netpool.tcp.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole applications that do not have everything that netpool can use. A filter in front
 * of the class loader would not do: annotations are read before it is asked.
 */
@ExtendWith(OutputCaptureExtension.class)
class OptionalDependenciesTests {

	@ParameterizedTest
	@CsvSource({ "spring-boot-health, org.springframework.boot.health.contributor.Health",
			"spring-boot-actuator, org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"spring-boot-(actuator|health|micrometer), org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"(micrometer|spring-boot-(actuator|micrometer)), io.micrometer.core.instrument.MeterRegistry",
			"(spring-boot-)?jackson-, tools.jackson.databind.json.JsonMapper",
			"(spring-boot-validation|jakarta.validation|hibernate-validator), jakarta.validation.Validator",
			"(lettuce|spring-data-redis|spring-boot-data-redis), org.springframework.data.redis.connection.RedisConnection",
			"(reactor-core|reactive-streams|lettuce|spring-boot-data-redis), reactor.core.publisher.Mono",
			"protobuf-java, com.google.protobuf.MessageLite", "kotlin, kotlin.Unit",
			"spring-boot-web-server, org.springframework.boot.web.server.PortInUseException",
			"spring-security-, org.springframework.security.core.context.SecurityContextHolder",
			"(spring-security-|reactor-core|reactive-streams|lettuce|spring-boot-data-redis), org.springframework.security.core.Authentication",
			"(slf4j|logback|log4j|jul-to-slf4j), org.slf4j.MDC" })
	void withoutThemItServes(String jars, String absent) throws Exception {
		assertThat(serve(jars, absent, "--netpool.tcp.io.transport=nio")).isEqualTo("hello world over nio");
	}

	@ParameterizedTest
	@CsvSource({ "netty-transport-native-(epoll|io_uring), none",
			"netty-transport-(native|classes)-(epoll|io_uring|kqueue), io.netty.channel.epoll.Epoll",
			"netty-transport-(native|classes)-, io.netty.channel.unix.Errors" })
	void withoutANativeTransportItServesOverNio(String jars, String absent) throws Exception {
		assertThat(serve(jars, absent)).isEqualTo("hello world over nio");
	}

	@Test
	void withoutANativeTransportAPortThatIsInUseIsToldAsSuch() throws Exception {
		try (ServerSocket other = new ServerSocket(0)) {
			assertThatException()
				.isThrownBy(() -> serve("netty-transport-(native|classes)-", "io.netty.channel.unix.Errors",
						"--netpool.tcp.port=" + other.getLocalPort()))
				.withStackTraceContaining("PortBindException: ")
				.withStackTraceContaining("in use");
		}
	}

	@Test
	void withoutAWebServerAPortThatIsInUseIsAnalyzed(CapturedOutput output) throws Exception {
		try (ServerSocket other = new ServerSocket(0)) {
			assertThatException().isThrownBy(
					() -> serve("spring-boot-web-server", "org.springframework.boot.web.server.PortInUseException",
							"--netpool.tcp.port=" + other.getLocalPort()));
		}
		assertThat(output).contains("the port is already in use").doesNotContain("PortInUseException");
	}

	@Test
	void withoutJacksonARouteThatIsAJsonPropertyIsToldAsImpossible() {
		assertThatException()
			.isThrownBy(() -> serve("(spring-boot-)?jackson-", "tools.jackson.databind.json.JsonMapper",
					"--netpool.tcp.routing.by=json-property", "--netpool.tcp.routing.property=type"))
			.withStackTraceContaining("needs a JsonMapper bean");
	}

	@Test
	void withoutProtocolBuffersItIsProcessedAheadOfTime() throws Exception {
		assertThat(run(Processing.class, "protobuf-java", "com.google.protobuf.MessageLite")).isEqualTo("true");
	}

	@Test
	void withoutBoringSslItServesTlsAllTheSame() throws Exception {
		X509Bundle certificate = TestPem.certificate(Algorithm.ecp256);
		assertThat(serve("netty-tcnative", "io.netty.internal.tcnative.SSL", "--netpool.tcp.io.transport=nio",
				"--netpool.tcp.ssl.pem=" + certificate.getCertificatePathPEM(),
				"--netpool.tcp.ssl.key=" + certificate.getPrivateKeyPEM()))
			.isEqualTo("hello world over nio");
	}

	private static String serve(String jars, String absent, String... settings) throws Exception {
		return run(Application.class, jars, absent, settings);
	}

	/**
	 * Run an application in whose class path there are not these jars, and so not this
	 * class.
	 */
	private static String run(Class<? extends Function<String[], String>> type, String jars, String absent,
			String... settings) throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((file) -> !file.getName().matches(jars + ".*\\.jar"))
			.map(OptionalDependenciesTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(absent));
			@SuppressWarnings("unchecked")
			Function<String[], String> application = (Function<String[], String>) loader.loadClass(type.getName())
				.getDeclaredConstructor()
				.newInstance();
			ClassLoader before = Thread.currentThread().getContextClassLoader();
			Thread.currentThread().setContextClassLoader(loader);
			try {
				return application.apply(settings);
			}
			finally {
				Thread.currentThread().setContextClassLoader(before);
			}
		}
	}

	private static URL url(File file) {
		try {
			return file.toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@EnableAutoConfiguration
	@Import({ Greeter.class, Counter.class, Shop.class })
	public static class Application implements Function<String[], String> {

		@Override
		public String apply(String[] settings) {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setBannerMode(Banner.Mode.OFF);
			application.setRegisterShutdownHook(false);
			application.setDefaultProperties(Map.of("netpool.tcp.port", 0, "netpool.tcp.framing.mode", "line",
					"spring.jmx.enabled", true, "management.endpoints.jmx.exposure.include", "*"));
			try (ConfigurableApplicationContext context = application.run(settings);
					TestClient client = connect(context)) {
				return client.sendLine("world").readLine() + " over "
						+ context.getBean(TcpAcceptorPool.class).transport();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static TestClient connect(ConfigurableApplicationContext context) throws IOException {
			int port = context.getBean(TcpAcceptorPool.class).port();
			String certificate = context.getEnvironment().getProperty("netpool.tcp.ssl.pem");
			if (certificate == null) {
				return TestClient.connect(port);
			}
			PemSslStoreBundle trust = new PemSslStoreBundle(null,
					PemSslStore.load(PemSslStoreDetails.forCertificate(certificate)));
			return new TestClient(
					SslBundle.of(trust).createSslContext().getSocketFactory().createSocket("localhost", port));
		}

	}

	/**
	 * Finds out ahead of time what has to be bound, and says whether it did.
	 */
	public static class Processing implements Function<String[], String> {

		@Override
		public String apply(String[] settings) {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
				context.register(Shop.class);
				GenerationContext generation = new DefaultGenerationContext(
						new ClassNameGenerator(ClassName.get(Processing.class)), new InMemoryGeneratedFiles());
				new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
				return String.valueOf(RuntimeHintsPredicates.reflection()
					.onMethodInvocation(Order.class, "item")
					.test(generation.getRuntimeHints()));
			}
		}

	}

	/**
	 * What it returns may be one JSON value, or several replies.
	 */
	static class Counter {

		@TcpHandler("COUNT")
		List<String> count(String message) {
			return List.of("one", "two");
		}

	}

	/**
	 * What it takes is converted.
	 */
	@ConditionalOnClass(name = "tools.jackson.databind.json.JsonMapper")
	static class Shop {

		@TcpHandler("ORDER")
		String order(Order order) {
			return order.item();
		}

	}

	record Order(String item) {

	}

}
