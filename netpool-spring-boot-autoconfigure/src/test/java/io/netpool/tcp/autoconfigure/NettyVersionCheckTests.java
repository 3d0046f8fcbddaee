package io.netpool.tcp.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import io.netpool.tcp.autoconfigure.OptionalDependenciesTests.Application;
import io.netty.channel.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says about the version of Netty.
 */
@ExtendWith(OutputCaptureExtension.class)
class NettyVersionCheckTests {

	@TempDir
	private Path directory;

	@Test
	void anOlderVersionIsNamedWithTheTestedOneAndTheProperty(CapturedOutput output) throws Exception {
		serve("4.2.9.Final");
		assertThat(output).contains("Netty 4.2.9.Final is older than 4.2.18.Final, with which netpool is tested")
			.contains("Set the property 'netty.version' of the build to 4.2.18.Final");
	}

	@Test
	void ofTheTestedVersionNothingIsSaid(CapturedOutput output) throws Exception {
		serve(NettyVersionCheck.TESTED);
		assertThat(output).contains("listens on").doesNotContain("with which netpool is tested");
	}

	@Test
	void theTestedVersionIsThatOfTheTests() {
		assertThat(Channel.class.getPackage().getImplementationVersion()).isEqualTo(NettyVersionCheck.TESTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.1.128.Final", "4.2.9.Final", "4.2.17.Final", "4.2.0.RC1", "3.10.6.Final" })
	void anEarlierVersionIsOlder(String version) {
		assertThat(NettyVersionCheck.isOlder(version)).isTrue();
	}

	@Test
	void theVersionOfAnotherJarSaysNothing() {
		assertThat(NettyVersionCheck.isNetty(Channel.class.getPackage().getImplementationTitle())).isTrue();
		assertThat(NettyVersionCheck.isNetty("shop")).isFalse();
		assertThat(NettyVersionCheck.isNetty(null)).isFalse();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "4.2.18.Final", "4.2.18.Final-patched-1", "4.2.20.Final", "4.3.0.Final", "5.0.0.Alpha1",
			"4.2", "unknown", "v4.1.2", "20261130101500.1.2" })
	void anyOtherVersionIsNot(String version) {
		assertThat(NettyVersionCheck.isOlder(version)).isFalse();
	}

	/**
	 * Run an application with a jar of Netty that has another version in its manifest.
	 */
	private void serve(String version) throws Exception {
		List<URL> classPath = new ArrayList<>();
		for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
			File file = new File(path);
			boolean replaced = file.getName().matches("netty-transport-\\d.*\\.jar");
			classPath.add((replaced ? withVersion(file, version) : file).toURI().toURL());
		}
		try (URLClassLoader loader = new URLClassLoader(classPath.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			@SuppressWarnings("unchecked")
			Function<String[], String> application = (Function<String[], String>) loader
				.loadClass(Application.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			ClassLoader before = Thread.currentThread().getContextClassLoader();
			Thread.currentThread().setContextClassLoader(loader);
			try {
				assertThat(application.apply(new String[] { "--netpool.tcp.io.transport=nio" }))
					.isEqualTo("hello world over nio");
			}
			finally {
				Thread.currentThread().setContextClassLoader(before);
			}
		}
	}

	private File withVersion(File jar, String version) throws IOException {
		Path changed = this.directory.resolve("netty-transport.jar");
		try (JarFile original = new JarFile(jar)) {
			Manifest manifest = original.getManifest();
			manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
			try (JarOutputStream copy = new JarOutputStream(Files.newOutputStream(changed), manifest)) {
				for (Enumeration<JarEntry> entries = original.entries(); entries.hasMoreElements();) {
					JarEntry entry = entries.nextElement();
					if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
						copy.putNextEntry(new JarEntry(entry.getName()));
						try (InputStream content = original.getInputStream(entry)) {
							content.transferTo(copy);
						}
					}
				}
			}
		}
		return changed.toFile();
	}

}
