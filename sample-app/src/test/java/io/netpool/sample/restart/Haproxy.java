package io.netpool.sample.restart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.netpool.sample.protocols.Client;
import org.awaitility.Awaitility;

/**
 * HAProxy in front of two instances. It looks whether their ports are open; a connection
 * that one refuses goes to the other.
 */
final class Haproxy implements AutoCloseable {

	private static final String CONFIGURATION = """
			global
				maxconn 4000
				nbthread 1
			defaults
				mode tcp
				balance leastconn
				option redispatch 1
				retries 3
				timeout connect 5s
				timeout client 60s
				timeout server 60s
				default-server check inter 100ms fall 1 rise 1
			listen pool
				bind 127.0.0.1:%d
				server one 127.0.0.1:%d
				server two 127.0.0.1:%d
			""";

	private final int port;

	private final Process process;

	Haproxy(Client program, int port, Instance one, Instance two, Path directory) throws IOException {
		this.port = port;
		Path file = directory.resolve("haproxy.cfg");
		Files.writeString(file, CONFIGURATION.formatted(port, one.port(), two.port()));
		// what it says is lost, as nobody would read it
		this.process = program.with("-q", "-db", "-f", file).start();
	}

	int port() {
		return this.port;
	}

	/**
	 * Wait until it sends a new connection to this instance.
	 */
	void awaitSendingTo(Instance instance) {
		Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> Question.of(this.port).equals(AnsweringServer.answer(Question.TEXT, instance.pid())));
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
