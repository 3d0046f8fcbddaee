package io.netpool.sample.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.netpool.sample.protocols.Client;
import io.netpool.sample.restart.FreePort;

/**
 * HAProxy in front of instances. A connection that one refuses goes to another.
 */
final class LoadBalancer implements AutoCloseable {

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
			listen devices
				bind 127.0.0.1:%d
			""";

	private final int port = FreePort.find();

	private final Process process;

	LoadBalancer(List<DeviceServerProcess> instances, Path directory) throws IOException {
		StringBuilder configuration = new StringBuilder(CONFIGURATION.formatted(this.port));
		for (DeviceServerProcess instance : instances) {
			configuration.append("\tserver s%1$d 127.0.0.1:%1$d\n".formatted(instance.port()));
		}
		Path file = directory.resolve("haproxy.cfg");
		Files.writeString(file, configuration);
		// what it says is lost, as nobody would read it
		this.process = Client.of("haproxy").with("-q", "-db", "-f", file).start();
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
