package io.netpool.sample.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
 * restarted one after the other, one is killed, one stands still, and Redis is restarted.
 */
class ClusterFailureTests {

	private static final int DEVICES = Integer.getInteger("cluster.devices", 300);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(ints = 2)
	void everyCommandIsWrittenOnceOrReportedAsNotWritten(int size) throws Exception {
		List<DeviceServerProcess> instances = new ArrayList<>();
		try (RedisServer redis = new RedisServer()) {
			for (int i = 0; i < size; i++) {
				instances.add(instance(redis, i));
			}
			try (LoadBalancer balancer = new LoadBalancer(instances, this.directory);
					ConfigurableApplicationContext sender = DeviceServer.start("--netpool.tcp.port=0",
							"--spring.data.redis.port=" + redis.port())) {
				instances.forEach(DeviceServerProcess::awaitServing);
				Commands commands = new Commands(DEVICES, sender.getBean(TcpConnections.class));
				try (Devices devices = new Devices(DEVICES, balancer.port(), commands::received)) {
					commands.awaitAllReachable();
					restartAll(instances, commands);
					spread(devices, commands);
					kill(instances.get(0), commands);
					spread(devices, commands);
					pause(instances.get(1), commands);
					restart(redis, sender.getBean(TcpCluster.class), commands);
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
		List<Command> sent = commands.sendToAll();
		sent.stream().filter(Command::isUnanswered).forEach(Command::over);
		instance.resume();
		assertThat(sent).anyMatch(Command::isUnanswered).anyMatch(Command::isWritten);
		commands.awaitAllReachable();
	}

	private static void restart(RedisServer redis, TcpCluster cluster, Commands commands) throws IOException {
		redis.stop();
		Awaitility.await().until(() -> cluster.state() == TcpCluster.State.DISCONNECTED);
		assertThat(commands.sendToAll()).allMatch(Command::isRefused);
		redis.start();
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> cluster.state() == TcpCluster.State.CONNECTED);
		commands.awaitAllReachable();
	}

	private DeviceServerProcess instance(RedisServer redis, int number) throws IOException {
		return new DeviceServerProcess(redis.port(), this.directory.resolve(number + ".log"));
	}

}
