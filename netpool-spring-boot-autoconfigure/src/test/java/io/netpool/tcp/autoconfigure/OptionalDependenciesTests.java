package io.netpool.tcp.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.Callable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole applications that do not have everything that netpool can use. A filter in front
 * of the class loader would not do: annotations are read before it is asked.
 */
class OptionalDependenciesTests {

	@ParameterizedTest
	@CsvSource({ "spring-boot-health, org.springframework.boot.health.contributor.Health",
			"spring-boot-actuator, org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"spring-boot-(actuator|health|micrometer), org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"(micrometer|spring-boot-(actuator|micrometer)), io.micrometer.core.instrument.MeterRegistry" })
	void withoutThemItServes(String jars, String absent) throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((file) -> !file.getName().matches(jars + ".*\\.jar"))
			.map(OptionalDependenciesTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(absent));
			Callable<?> application = (Callable<?>) loader.loadClass(Application.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			ClassLoader before = Thread.currentThread().getContextClassLoader();
			Thread.currentThread().setContextClassLoader(loader);
			try {
				assertThat(application.call()).isEqualTo("hello world");
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
	@Import(Greeter.class)
	public static class Application implements Callable<String> {

		@Override
		public String call() throws IOException {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setBannerMode(Banner.Mode.OFF);
			application.setRegisterShutdownHook(false);
			try (ConfigurableApplicationContext context = application.run("--netpool.tcp.port=0",
					"--netpool.tcp.io.transport=nio", "--management.endpoints.jmx.exposure.include=netpool",
					"--spring.jmx.enabled=true"); TestClient client = TestClient.of(context)) {
				return client.ask("world", "hello world");
			}
		}

	}

}
