package io.netpool.benchmarks.compare;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import io.netpool.benchmarks.compare.load.Target;
import io.netpool.benchmarks.compare.peer.Fork;
import io.netpool.benchmarks.compare.peer.MemoryUse;

/**
 * Server in a process of its own. Servers of this project run on the JDK of this process.
 *
 * @since 0.1.0
 */
public final class ServerProcess implements AutoCloseable {

	static final List<String> JVM_ARGUMENTS = List.of("-Xmx1g", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED");

	/**
	 * Placeholder for the port in the command of a foreign server.
	 */
	static final String PORT = "{port}";

	private static final int START_SECONDS = 60;

	private static final int RETRY_MILLIS = 50;

	private static final int END_SECONDS = 5;

	private static final int MEMORY_SECONDS = 60;

	private final Process process;

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private volatile int tlsPort;

	private final BlockingQueue<MemoryUse> memory = new LinkedBlockingQueue<>();

	private ServerProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts a peer and waits until it listens.
	 */
	static ServerProcess start(Peer peer, Pinning pinning) throws IOException {
		return start(Options.id(peer), pinning.server(command(peer.program(), peer.arguments())));
	}

	/**
	 * Starts a server on the servers' processor and waits until it listens.
	 */
	static ServerProcess start(String name, Class<?> program, List<String> arguments, Pinning pinning)
			throws IOException {
		return start(name, pinning.server(command(program.getName(), arguments)));
	}

	/**
	 * Starts a server and waits until it listens, for at most 60 s. Its output is written
	 * to a file in the working directory.
	 * @param name the name of the file without {@code .log}
	 * @param program the main class, which ends with {@link Fork#serve}
	 * @param arguments the arguments of the main class
	 * @return the server
	 * @throws IOException if the server does not start
	 */
	public static ServerProcess start(String name, Class<?> program, List<String> arguments) throws IOException {
		return start(name, command(program.getName(), arguments));
	}

	/**
	 * Starts a server that is not part of this project and waits until it accepts a
	 * connection.
	 * @param name the name of the log file without {@code .log}
	 * @param command the command with its arguments, and {@link #PORT} in place of the
	 * port
	 */
	static ServerProcess startForeign(String name, List<String> command, Pinning pinning) throws IOException {
		int port = freePort();
		ServerProcess server = launch(name, pinning
			.server(command.stream().map((argument) -> argument.replace(PORT, String.valueOf(port))).toList()));
		Thread probe = new Thread(() -> server.probe(port), "probe of " + name);
		probe.setDaemon(true);
		probe.start();
		return server.awaitStart(name);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void probe(int candidate) {
		while (!this.port.isDone()) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), candidate)) {
				this.port.complete(socket.getPort());
			}
			catch (IOException ex) {
				// not listening yet
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
			}
		}
	}

	private static ServerProcess start(String name, List<String> command) throws IOException {
		return launch(name, command).awaitStart(name);
	}

	private static ServerProcess launch(String name, List<String> command) throws IOException {
		ServerProcess server = new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		Thread reader = new Thread(() -> server.read(log(name)), "output of " + name);
		reader.setDaemon(true);
		reader.start();
		return server;
	}

	private static File log(String name) {
		return new File(name + ".log");
	}

	private ServerProcess awaitStart(String name) throws IOException {
		try {
			this.port.get(START_SECONDS, TimeUnit.SECONDS);
			return this;
		}
		catch (ExecutionException | TimeoutException ex) {
			close();
			throw new IOException(name + " did not start; see " + log(name).getAbsolutePath(), ex);
		}
		catch (InterruptedException ex) {
			close();
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while " + name + " was to start", ex);
		}
	}

	private static List<String> command(String program, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM_ARGUMENTS);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
		command.addAll(arguments);
		return command;
	}

	private void read(File log) {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8);
				PrintWriter copy = new PrintWriter(log, StandardCharsets.UTF_8)) {
			String line;
			while ((line = output.readLine()) != null) {
				if (line.startsWith(Fork.LISTENING_TLS)) {
					this.tlsPort = Integer.parseInt(line.substring(Fork.LISTENING_TLS.length()));
				}
				else if (line.startsWith(Fork.LISTENING)) {
					this.port.complete(Integer.valueOf(line.substring(Fork.LISTENING.length())));
				}
				if (line.startsWith(Fork.MEMORY)) {
					this.memory.add(MemoryUse.parse(line.substring(Fork.MEMORY.length())));
				}
				copy.println(line);
				copy.flush();
			}
		}
		catch (IOException | RuntimeException ex) {
			this.port.completeExceptionally(ex);
		}
		this.port.completeExceptionally(new IOException("It has ended"));
	}

	/**
	 * Returns the loopback address on which the server listens.
	 * @return the address
	 */
	public InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port.join());
	}

	/**
	 * Returns the loopback address on which the server listens.
	 * @param tls whether to return the TLS address, which only some servers have
	 * @return the address, with port 0 if the server has no TLS
	 */
	public InetSocketAddress address(boolean tls) {
		return tls ? new InetSocketAddress(InetAddress.getLoopbackAddress(), this.tlsPort) : address();
	}

	/**
	 * Returns the target of a load. Its processor time is that of all threads of the
	 * process, in steps of 10 ms on Linux.
	 * @param tls whether the load uses TLS, which only some servers do
	 */
	Target target(boolean tls) {
		return new Target(address(tls), () -> this.process.info().totalCpuDuration().orElse(Duration.ZERO));
	}

	/**
	 * Runs garbage collection in a server of this project and returns the memory in use
	 * after it. Waits for at most 60 s.
	 * @return the memory in use
	 * @throws IOException if the server does not report it
	 */
	public MemoryUse memory() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
		try {
			MemoryUse use = this.memory.poll(MEMORY_SECONDS, TimeUnit.SECONDS);
			if (use == null) {
				throw new IOException("The server does not tell its memory");
			}
			return use;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while a server was to tell its memory", ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
