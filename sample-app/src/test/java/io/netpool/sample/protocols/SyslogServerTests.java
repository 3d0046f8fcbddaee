package io.netpool.sample.protocols;

import java.util.concurrent.TimeUnit;

import io.netpool.tcp.test.LocalTcpPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SyslogServer} with {@code logger}.
 */
@SpringBootTest(classes = SyslogServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=octet-counting" })
class SyslogServerTests {

	@LocalTcpPort
	private int port;

	@Autowired
	private SyslogServer server;

	@ParameterizedTest
	@CsvSource({ "--octet-count", "--tcp" })
	void loggerIsHeardWithAndWithoutOctetCount(String option) throws Exception {
		Client.of("logger")
			.with("--tcp", option, "--server", "127.0.0.1", "--port", this.port, "--priority", "local0.notice", "--tag",
					"sample", "it rains")
			.run();
		assertThat(this.server.received.poll(10, TimeUnit.SECONDS)).startsWith("<133>").endsWith("it rains");
	}

	@Test
	void severalMessagesOfOneConnectionAreHeardOneByOne() throws Exception {
		Process logger = Client.of("logger")
			.with("--tcp", "--octet-count", "--server", "127.0.0.1", "--port", this.port)
			.start();
		logger.getOutputStream().write("one\ntwo\nthree\n".getBytes());
		logger.getOutputStream().close();
		for (String word : new String[] { "one", "two", "three" }) {
			assertThat(this.server.received.poll(10, TimeUnit.SECONDS)).endsWith(word);
		}
		assertThat(logger.waitFor()).isZero();
	}

}
