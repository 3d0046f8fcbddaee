package io.netpool.sample.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * A recipe of a page: settings, the handler of a server of
 * {@code io.netpool.sample.protocols}, and what it and a client say to each other.
 *
 * @param name what it is for
 * @param settings in YAML
 * @param handler a part of the server
 * @param wire the conversation, a frame a line: {@code >} is the client's, {@code <} the
 * server's. A section without one is no recipe
 */
record Recipe(String name, Block settings, Block handler, Block wire) {

	private static final String SERVERS = "io.netpool.sample.protocols.";

	static Stream<Recipe> of(Page page) {
		Map<String, List<Block>> sections = page.blocks().stream().collect(Collectors.groupingBy(Block::heading));
		return sections.entrySet()
			.stream()
			.filter((section) -> section.getValue().stream().anyMatch((block) -> block.language().equals("text")))
			.map((section) -> new Recipe(section.getKey(), the("yaml", section.getValue()),
					the("java", section.getValue()), the("text", section.getValue())));
	}

	private static Block the(String language, List<Block> section) {
		return section.stream()
			.filter((block) -> block.language().equals(language))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No block of " + language + " in " + section));
	}

	/**
	 * Run the server with these settings and no other, but the port.
	 */
	ConfigurableApplicationContext start() throws ClassNotFoundException {
		Path file = this.handler.quoted().orElseThrow().getFileName();
		return new SpringApplicationBuilder(Class.forName(SERVERS + file.toString().replace(".java", "")))
			.web(WebApplicationType.NONE)
			.properties("spring.config.name=none")
			.initializers((context) -> configure(context.getEnvironment()))
			.run();
	}

	private void configure(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load(this.name,
					new ByteArrayResource(this.settings.text().getBytes(StandardCharsets.UTF_8)))) {
				sources.addFirst(source);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		sources.addFirst(new MapPropertySource("anyPort", Map.of("netpool.tcp.port", "0")));
	}

	List<String> conversation() {
		return this.wire.text().lines().toList();
	}

	/**
	 * The conversation by connection: an empty line separates one from the next.
	 */
	List<List<String>> connections() {
		return Stream.of(this.wire.text().split("\n\n")).map((connection) -> connection.lines().toList()).toList();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
