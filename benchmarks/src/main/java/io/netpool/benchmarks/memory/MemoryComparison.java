package io.netpool.benchmarks.memory;

import java.io.IOException;
import java.util.Locale;

import javax.net.SocketFactory;

import io.netpool.benchmarks.compare.Machine;
import io.netpool.benchmarks.compare.ServerProcess;
import io.netpool.benchmarks.compare.load.TrustEveryone;
import io.netpool.benchmarks.compare.peer.MemoryUse;

/**
 * Measures the memory of an idle connection in the JVM of the server: the heap after
 * garbage collection, and direct buffers. Kernel memory is not included.
 *
 * @since 0.1.0
 */
public final class MemoryComparison {

	/**
	 * Connections opened before the first measurement, for what a server allocates once.
	 */
	private static final int FIRST = 500;

	/**
	 * After replies on this many connections, all I/O threads have served the earlier
	 * ones.
	 */
	private static final int LAST = 16;

	private final int connections;

	private MemoryComparison(int connections) {
		this.connections = connections;
	}

	/**
	 * Measures each server and prints its row of the table.
	 * @param arguments the number of connections
	 */
	public static void main(String[] arguments) throws IOException {
		System.out.println(Machine.current() + ".");
		System.out
			.println("Bytes of an idle connection: " + arguments[0] + " connections, after " + FIRST + " others.");
		System.out.println();
		System.out
			.println("| server | heap | direct buffers | heap, after a message | direct buffers, after a message |");
		System.out.println("|---|--:|--:|--:|--:|");
		MemoryComparison comparison = new MemoryComparison(Integer.parseInt(arguments[0]));
		for (IdleServer server : IdleServer.values()) {
			System.out.println(comparison.row(server));
		}
	}

	private String row(IdleServer kind) throws IOException {
		String name = "memory-" + kind.name().toLowerCase(Locale.ROOT);
		SocketFactory sockets = kind.isTls() ? TrustEveryone.context().getSocketFactory() : SocketFactory.getDefault();
		try (ServerProcess server = ServerProcess.start(name, kind.program(), kind.arguments());
				IdleClients clients = new IdleClients(server.address(kind.isTls()), sockets)) {
			clients.connect(FIRST);
			clients.exchange(FIRST);
			MemoryUse before = server.memory();
			clients.connect(this.connections);
			clients.exchange(Math.min(LAST, this.connections));
			MemoryUse idle = server.memory();
			clients.exchange(this.connections);
			MemoryUse used = server.memory();
			return "| " + kind.title() + " | " + perConnection(before, idle) + " | " + perConnection(before, used)
					+ " |";
		}
	}

	private String perConnection(MemoryUse before, MemoryUse after) {
		return Math.round((after.heap() - before.heap()) / (double) this.connections) + " | "
				+ Math.round((after.direct() - before.direct()) / (double) this.connections);
	}

}
