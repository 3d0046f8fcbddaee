package io.netpool.sample.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.netpool.tcp.TcpConnections;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that one instance sends to devices of the others, by key.
 */
final class Commands {

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final Map<Integer, Command> commands = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	private final Set<String> keys = new ConcurrentSkipListSet<>();

	private final TcpConnections connections;

	Commands(int devices, TcpConnections connections) {
		this.connections = connections;
		IntStream.range(0, devices).mapToObj(Devices::key).forEach(this.keys::add);
	}

	void received(int number) {
		this.commands.get(number).received();
	}

	private Command send(String key) {
		int number = this.count.getAndIncrement();
		Command command = new Command(number, key);
		this.commands.put(number, command);
		this.connections.identifiedBy(DeviceServer.KEY, key).send(String.valueOf(number)).thenAccept(command::reported);
		return command;
	}

	/**
	 * Sends a command to every device.
	 * @return the commands, when all of them are reported
	 */
	List<Command> sendToAll() {
		return sendTo(this.keys);
	}

	private List<Command> sendTo(Collection<String> receivers) {
		List<Command> sent = receivers.stream().map(this::send).toList();
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> sent.stream().allMatch(Command::isReported));
		return sent;
	}

	/**
	 * Sends commands to all devices until the action ends.
	 */
	void during(Action action) throws Exception {
		Thread sender = new Thread(() -> {
			while (!Thread.currentThread().isInterrupted()) {
				for (String key : this.keys) {
					send(key);
					LockSupport.parkNanos(PAUSE_NANOS);
				}
			}
		}, "commands");
		sender.start();
		try {
			action.run();
		}
		finally {
			sender.interrupt();
			sender.join();
		}
	}

	/**
	 * Sends each device commands until one of them is written. Whatever was sent before
	 * must not be received later than that.
	 */
	void awaitAllReachable() {
		List<Command> before = List.copyOf(this.commands.values());
		Set<String> unreached = new ConcurrentSkipListSet<>(this.keys);
		Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
			List<Command> sent = sendTo(unreached);
			sent.stream().filter(Command::isWritten).map(Command::key).forEach(unreached::remove);
			assertThat(sent).allMatch(Command::isWritten);
		});
		Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(broken()).isEmpty());
		before.forEach(Command::over);
	}

	/**
	 * Returns what has not become of commands as promised.
	 */
	List<Command> broken() {
		return this.commands.values().stream().filter((command) -> !command.isAsPromised()).toList();
	}

	int count() {
		return this.count.get();
	}

	/**
	 * Something that happens to the instances.
	 */
	interface Action {

		void run() throws Exception;

	}

}
