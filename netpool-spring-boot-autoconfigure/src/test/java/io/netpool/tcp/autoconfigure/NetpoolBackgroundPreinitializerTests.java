package io.netpool.tcp.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetpoolBackgroundPreinitializer}.
 */
@Timeout(60)
class NetpoolBackgroundPreinitializerTests {

	@Test
	void springBootFindsIt() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(BackgroundPreinitializer.class))
			.hasAtLeastOneElementOfType(NetpoolBackgroundPreinitializer.class);
	}

	@Test
	void classesOfNettyAreLoadedAndNotInitialized(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("classes.log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xlog:class+load,class+init=info:file=" + log, "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), PreinitializingProcess.class.getName())
			.inheritIO()
			.start();
		assertThat(process.waitFor()).isZero();
		String classes = Files.readString(log);
		assertThat(classes).contains(" io.netty.channel.epoll.EpollServerSocketChannel source:")
			.contains(" io.netpool.tcp.server.ListeningPool source:")
			.contains("Initializing 'io/netpool/tcp/autoconfigure/properties/PoolProperties'")
			.doesNotContainPattern("Initializing 'io/netty/(bootstrap|buffer|channel|util)/");
	}

}
