package io.netpool.sample.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netpool.sample.restart.Haproxy;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.cluster.TcpCluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Devices with a key each are connected, through HAProxy, to instances in processes of
 * their own. Another instance sends them commands by key, while the instances are
 * restarted one after the other, one is killed, one stands still, one is cut off from
 * Redis, and Redis stands still, ends connections, forgets everything and is restarted.
 * The property {@code cluster.devices} is their number.
 */
class ClusterFailureTests {

	private static final int DEVICES = Integer.getInteger("cluster.devices", 300);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(ints = { 2, 3 })
	void everyCommandIsWrittenOnceOrReportedAsNotWritten(int size) throws Exception {
		List<DeviceServerProcess> instances = new ArrayList<>();
		try (RedisServer redis = new RedisServer(); Haproxy path = new Haproxy(List.of(redis.port()), this.directory)) {
			for (int i = 0; i < size; i++) {
				// the way of the first one to Redis can be cut
				instances.add(new DeviceServerProcess((i == 0) ? path.port() : redis.port(),
						this.directory.resolve(i + ".log")));
			}
			List<Integer> ports = instances.stream().map(DeviceServerProcess::port).toList();
			try (Haproxy balancer = new Haproxy(ports, this.directory);
					ConfigurableApplicationContext sender = DeviceServer.start("--netpool.tcp.port=0",
							"--spring.data.redis.port=" + redis.port())) {
				instances.forEach(DeviceServerProcess::awaitServing);
				TcpCluster cluster = sender.getBean(TcpCluster.class);
				Commands commands = new Commands(DEVICES, sender.getBean(TcpConnections.class));
				try (Devices devices = new Devices(DEVICES, balancer.port(), commands::received)) {
					commands.awaitAllReachable();
					restartAll(instances, commands);
					spread(devices, commands);
					kill(instances.get(0), commands);
					spread(devices, commands);
					pause(instances.get(1), commands);
					cut(path, commands);
					pause(redis, cluster, commands);
					commands.during(() -> {
						redis.run("CLIENT", "KILL", "TYPE", "pubsub");
						redis.run("CLIENT", "KILL", "TYPE", "normal");
					});
					commands.awaitAllReachable();
					commands.during(() -> redis.run("FLUSHALL"));
					commands.awaitAllReachable();
					restart(redis, cluster, commands);
				}
				assertThat(commands.broken()).isEmpty();
			}
		}
		finally {
			instances.forEach(DeviceServerProcess::close);
		}
	}

	private static void spread(Devices devices, Commands commands) {
		devices.reconnect();
		commands.awaitAllReachable();
	}

	private static void restartAll(List<DeviceServerProcess> instances, Commands commands) throws Exception {
		commands.during(() -> {
			for (DeviceServerProcess instance : instances) {
				instance.restart();
			}
		});
		commands.awaitAllReachable();
	}

	private static void kill(DeviceServerProcess instance, Commands commands) throws Exception {
		commands.during(() -> {
			instance.kill();
			instance.start();
			instance.awaitServing();
		});
		commands.awaitAllReachable();
	}

	/**
	 * What was sent to an instance that stood still is not written when it goes on.
	 */
	private static void pause(DeviceServerProcess instance, Commands commands) throws Exception {
		instance.pause();
		assertSomeAreNotReached(commands);
		instance.resume();
		commands.awaitAllReachable();
	}

	/**
	 * What was sent to an instance that was cut off is not written when it hears of it.
	 */
	private static void cut(Haproxy path, Commands commands) throws Exception {
		path.pause();
		assertSomeAreNotReached(commands);
		path.resume();
		commands.awaitAllReachable();
	}

	private static void assertSomeAreNotReached(Commands commands) {
		List<Command> sent = commands.sendToAll();
		sent.stream().filter(Command::isUnanswered).forEach(Command::over);
		assertThat(sent).anyMatch(Command::isUnanswered).anyMatch(Command::isWritten);
	}

	/**
	 * What was sent while Redis stood still is not written when it goes on.
	 */
	private static void pause(RedisServer redis, TcpCluster cluster, Commands commands) throws Exception {
		redis.pause();
		List<Command> sent = commands.sendToAll();
		assertThat(sent).allMatch(Command::isUnanswered);
		sent.forEach(Command::over);
		awaitState(cluster, TcpCluster.State.DISCONNECTED);
		redis.resume();
		awaitState(cluster, TcpCluster.State.CONNECTED);
		commands.awaitAllReachable();
	}

	private static void restart(RedisServer redis, TcpCluster cluster, Commands commands) throws IOException {
		redis.stop();
		awaitState(cluster, TcpCluster.State.DISCONNECTED);
		assertThat(commands.sendToAll()).allMatch(Command::isRefused);
		redis.start();
		awaitState(cluster, TcpCluster.State.CONNECTED);
		commands.awaitAllReachable();
	}

	private static void awaitState(TcpCluster cluster, TcpCluster.State state) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> cluster.state() == state);
	}

}
