package io.netpool.sample.release;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names that the jars have as modules, which do not depend on the names of the files.
 */
class ModuleNameIT {

	@ParameterizedTest
	@CsvSource({ "netpool-spring-boot-autoconfigure, io.netpool.tcp",
			"netpool-spring-boot-starter, io.netpool.tcp.starter",
			"netpool-spring-boot-starter-test, io.netpool.tcp.test" })
	void eachJarIsAModuleOfThisName(String artifact, String name) throws IOException {
		ModuleFinder finder = ModuleFinder.of(jar(artifact));
		assertThat(finder.findAll()).map(ModuleReference::descriptor).map(ModuleDescriptor::name).containsExactly(name);
	}

	private static Path jar(String artifact) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("..", artifact, "target"))) {
			List<Path> jars = files.filter((file) -> file.toString().endsWith(".jar"))
				.filter((file) -> !file.toString().matches(".*-(sources|javadoc)\\.jar"))
				.toList();
			assertThat(jars).hasSize(1);
			return jars.get(0);
		}
	}

}
