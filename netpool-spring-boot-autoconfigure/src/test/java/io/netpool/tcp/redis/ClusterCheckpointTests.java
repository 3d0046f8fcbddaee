package io.netpool.tcp.redis;

import java.nio.file.Path;

import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.cluster.TcpCluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance of a cluster that is stopped before a checkpoint, and started after the
 * restore.
 */
class ClusterCheckpointTests {

	private static RedisServer redis;

	@BeforeAll
	static void startRedis(@TempDir Path directory) {
		redis = RedisServer.start(directory);
	}

	@AfterAll
	static void stopRedis() {
		if (redis != null) {
			redis.close();
		}
	}

	@Test
	void beforeACheckpointItHasNoConnectionToRedisAndAfterTheRestoreItIsReachedAgain() {
		try (ConfigurableApplicationContext context = start();
				ClusterInstance other = ClusterInstance.start(redis.port())) {
			TcpCluster cluster = context.getBean(TcpCluster.class);
			Awaitility.await().until(() -> other.cluster().instances().size() == 2);
			context.stop();
			assertThat(cluster.instances()).hasSize(1);
			Awaitility.await().untilAsserted(() -> assertThat(clientsOf(context)).isZero());
			Awaitility.await().until(() -> other.cluster().instances().size() == 1);
			context.start();
			Awaitility.await().until(() -> cluster.state() == TcpCluster.State.CONNECTED);
			Awaitility.await().until(() -> other.cluster().instances().size() == 2);
			try (TestClient client = TestClient.connect(context)) {
				client.ask("identify ann\n", "ok\n");
				Awaitility.await()
					.until(() -> other.cluster().where("name", "ann").toCompletableFuture().join().size() == 1);
				TcpDelivery sent = other.connections()
					.identifiedBy("name", "ann")
					.send("hello")
					.toCompletableFuture()
					.join();
				assertThat(client.readLine()).isEqualTo("hello");
				assertThat(sent.written()).isEqualTo(1);
				assertThat(cluster.statistics().reconnects()).isZero();
			}
		}
	}

	/**
	 * Connections to Redis of an instance, which has a name of its own there.
	 */
	private static long clientsOf(ConfigurableApplicationContext context) {
		String name = "name=" + context.getEnvironment().getRequiredProperty("spring.data.redis.client-name");
		try (TestClient client = TestClient.connect(redis.port())) {
			client.send("CLIENT LIST\r\n");
			int length = Integer.parseInt(client.readLine().strip().substring(1));
			return client.receive(length).lines().filter((line) -> line.contains(name)).count();
		}
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(ClusterInstance.Application.class).web(WebApplicationType.NONE)
			.properties("netpool.tcp.port=0", "netpool.tcp.address=localhost", "netpool.tcp.framing.mode=line",
					"netpool.tcp.routing.by=first-word", "netpool.cluster.name=test",
					"spring.data.redis.host=localhost", "spring.data.redis.port=" + redis.port(),
					"spring.data.redis.client-name=checkpointed", "spring.main.banner-mode=off")
			.run();
	}

}
