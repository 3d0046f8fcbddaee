package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * Descriptors of this process that keep it from being checkpointed: its sockets, and what
 * waits for them.
 */
public final class OpenDescriptors {

	private static final Path DIRECTORY = Path.of("/proc/self/fd");

	private OpenDescriptors() {
	}

	/**
	 * The descriptors by number and kind. The test is skipped where they can't be listed.
	 */
	public static Set<String> list() {
		Assumptions.assumeTrue(Files.isDirectory(DIRECTORY), "not Linux");
		try (Stream<Path> descriptors = Files.list(DIRECTORY)) {
			Set<String> open = new TreeSet<>();
			for (Path descriptor : descriptors.toList()) {
				String target = target(descriptor);
				if (target.startsWith("socket:") || target.startsWith("anon_inode:")) {
					open.add(descriptor.getFileName() + " " + target);
				}
			}
			return open;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String target(Path descriptor) throws IOException {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (NoSuchFileException ex) {
			// closed in the meantime
			return "";
		}
	}

}
