package io.netpool.sample.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Types and methods as a page shows them: without a package, and mostly without imports.
 * They become members of a class that has what readers take for granted.
 *
 * @param text the types and methods
 */
record Snippet(String text) {

	private static final String NAME = "Snippet";

	private static final List<String> GRANTED = List.of("io.netpool.tcp.*", "io.netpool.tcp.event.*",
			"java.security.Principal", "java.time.*", "java.util.*", "java.util.concurrent.*", "java.util.stream.*",
			"org.junit.jupiter.api.Test", "org.springframework.beans.factory.annotation.*",
			"org.springframework.context.annotation.*", "org.springframework.context.event.EventListener",
			"org.springframework.stereotype.*", "static org.assertj.core.api.Assertions.assertThat");

	/**
	 * Compile it.
	 * @param output where classes go
	 * @return what the compiler says against it
	 */
	List<String> compile(Path output) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
			files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
			compiler
				.getTask(null, files, diagnostics, List.of("--release", "17", "-proc:none"), null,
						List.of(new Source(source())))
				.call();
		}
		return diagnostics.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map((diagnostic) -> diagnostic.getMessage(null))
			.toList();
	}

	private String source() {
		Stream<String> granted = GRANTED.stream().map((name) -> "import " + name + ";");
		Stream<String> own = this.text.lines().filter(Snippet::isImport);
		String imports = Stream.concat(granted, own).collect(Collectors.joining("\n"));
		String members = this.text.lines()
			.filter((line) -> !isImport(line) && !line.startsWith("package "))
			.collect(Collectors.joining("\n"));
		return imports + "\nclass " + NAME + " {\n" + members + "\n}\n";
	}

	private static boolean isImport(String line) {
		return line.startsWith("import ");
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String content;

		Source(String content) {
			super(URI.create("string:///" + NAME + ".java"), Kind.SOURCE);
			this.content = content;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.content;
		}

	}

}
