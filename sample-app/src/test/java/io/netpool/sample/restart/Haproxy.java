package io.netpool.sample.restart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netpool.sample.protocols.Client;
import org.awaitility.Awaitility;

/**
 * HAProxy in front of servers. It looks whether their ports are open; a connection that
 * one refuses goes to another. Where it is not installed, its tests are skipped.
 */
public final class Haproxy implements AutoCloseable {

	private static final String CONFIGURATION = """
			global
				maxconn 8000
				nbthread 1
			defaults
				mode tcp
				balance leastconn
				option redispatch 1
				retries 3
				timeout connect 5s
				timeout client 120s
				timeout server 120s
				default-server check inter 100ms fall 1 rise 1
			listen servers
				bind 127.0.0.1:%d
			""";

	private final int port = FreePort.find();

	private final Process process;

	/**
	 * Starts it.
	 * @param servers the ports of the servers
	 * @param directory where its configuration is written
	 */
	public Haproxy(List<Integer> servers, Path directory) throws IOException {
		StringBuilder configuration = new StringBuilder(CONFIGURATION.formatted(this.port));
		for (int server : servers) {
			configuration.append("\tserver s%1$d 127.0.0.1:%1$d\n".formatted(server));
		}
		Path file = directory.resolve("haproxy-" + this.port + ".cfg");
		Files.writeString(file, configuration);
		// what it says is lost, as nobody would read it
		this.process = Client.of("haproxy").with("-q", "-db", "-f", file).start();
	}

	public int port() {
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

	/**
	 * From now on, nothing passes, and no connection ends.
	 */
	public void pause() throws Exception {
		Signals.pause(this.process);
	}

	/**
	 * What waits passes.
	 */
	public void resume() throws Exception {
		Signals.resume(this.process);
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
