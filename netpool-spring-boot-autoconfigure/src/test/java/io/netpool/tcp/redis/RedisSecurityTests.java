package io.netpool.tcp.redis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.TestPem;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A cluster on a Redis with TLS, whose user may do no more than the documentation says.
 */
class RedisSecurityTests {

	private static final String SETUSER = "ACL SETUSER ";

	/**
	 * The settings of a server with this user, and no other.
	 */
	private static String[] documentedUser() throws Exception {
		String user = Files.readAllLines(Path.of("../docs/cluster.md"))
			.stream()
			.filter((line) -> line.startsWith(SETUSER))
			.findFirst()
			.orElseThrow()
			.substring(SETUSER.length());
		return ("--user " + user + " --user default off").split(" ");
	}

	@Test
	void instancesReachEachOtherAsTheUserOfTheDocumentation(@TempDir Path directory) throws Exception {
		X509Bundle certificate = TestPem.certificate(Algorithm.ecp256);
		String[] settings = { "netpool.cluster.timeout=20s", "spring.data.redis.username=netpool",
				"spring.data.redis.password=secret", "spring.data.redis.ssl.bundle=redis",
				"spring.ssl.bundle.pem.redis.truststore.certificate=" + certificate.getCertificatePathPEM(),
				"spring.ssl.bundle.pem.redis.options.enabled-protocols=TLSv1.3" };
		try (RedisServer redis = RedisServer.startWithTls(directory, certificate, documentedUser());
				ClusterInstance here = ClusterInstance.start(redis.port(), settings);
				ClusterInstance there = ClusterInstance.start(redis.port(), settings);
				TestClient first = here.connect();
				TestClient second = there.connect()) {
			first.ask("claim ann\n", "ok\n");
			await().until(() -> here.cluster().where("name", "ann").toCompletableFuture().join().size() == 1);
			second.ask("claim ann\n", "ok\n");
			assertThat(first.isAtEnd()).isTrue();
			second.ask("join room\n", "ok\n");
			await().untilAsserted(() -> assertThat(here.connections()
				.group("room")
				.send("hello")
				.toCompletableFuture()
				.orTimeout(20, TimeUnit.SECONDS)
				.join()).isEqualTo(new TcpDelivery(1, 0, 0, true)));
			assertThat(second.readLine()).isEqualTo("hello");
		}
	}

}
