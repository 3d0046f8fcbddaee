package io.netpool.tcp.autoconfigure.diagnostics;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * An application with the Spring Boot 3 that the build has copied.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringBootVersionCheckTests {

	private static final File SPRING_BOOT_3 = new File("target/spring-boot-3");

	/**
	 * What is as it is in the class path of this test.
	 */
	private static final String KEPT = "(classes|test-classes|(logback|slf4j-api|micrometer-(commons|observation)-\\d).*)";

	@Test
	void withSpringBoot3TheStartFailsWithTheVersionThatIsNeeded(CapturedOutput output) throws Exception {
		try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			Class<?> version = loader.loadClass(SpringBootVersion.class.getName());
			Object found = version.getMethod("getVersion").invoke(null);
			assertThat(found).asString().startsWith("3.");
			Runnable application = (Runnable) loader.loadClass(Application.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			ClassLoader before = Thread.currentThread().getContextClassLoader();
			Thread.currentThread().setContextClassLoader(loader);
			try {
				assertThatException().isThrownBy(application::run)
					.withMessage(
							"netpool needs Spring Boot 4.0 or later, but this application has Spring Boot " + found);
			}
			finally {
				Thread.currentThread().setContextClassLoader(before);
			}
		}
		assertThat(output).contains("APPLICATION FAILED TO START", "netpool needs Spring Boot 4.0 or later",
				"Set the version of spring-boot-starter-parent (Maven), of the plugin org.springframework.boot (Gradle)")
			.doesNotContain("NoClassDefFoundError");
	}

	private static URL[] classPath() throws Exception {
		List<File> files = new ArrayList<>();
		Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((file) -> file.getName().matches(KEPT))
			.forEach(files::add);
		files.addAll(List.of(Objects.requireNonNull(SPRING_BOOT_3.listFiles(), "Build it with Maven before")));
		List<URL> urls = new ArrayList<>();
		for (File file : files) {
			urls.add(file.toURI().toURL());
		}
		return urls.toArray(URL[]::new);
	}

	@EnableAutoConfiguration
	public static class Application implements Runnable {

		@Override
		public void run() {
			SpringApplication application = new SpringApplication(Application.class);
			application.setRegisterShutdownHook(false);
			application.run();
		}

	}

}
