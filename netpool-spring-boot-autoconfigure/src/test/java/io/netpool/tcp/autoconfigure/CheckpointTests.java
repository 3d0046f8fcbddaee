package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import io.netpool.tcp.FreePort;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.actuate.NetpoolMetricsAutoConfiguration;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What Spring does before a checkpoint and after the restore: it stops all lifecycles of
 * a context, and starts them again.
 */
class CheckpointTests {

	private static final X509Bundle AUTHORITY = TestPem.authority();

	private static final X509Bundle CERTIFICATE = TestPem.certificateOf(AUTHORITY);

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void writeCertificate() throws IOException {
		Path pem = Files.writeString(this.directory.resolve("server.pem"), CERTIFICATE.getCertificatePathPEM());
		Path key = Files.writeString(this.directory.resolve("server.key"), CERTIFICATE.getPrivateKeyPEM());
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
					NetpoolMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.withBean(Echo.class)
			.withPropertyValues("netpool.tcp.port=" + FreePort.find(), "netpool.tcp.framing.mode=line",
					"netpool.tcp.pools.secure.port=0", "netpool.tcp.pools.secure.ssl.pem=" + pem,
					"netpool.tcp.pools.secure.ssl.key=" + key);
	}

	@Test
	void beforeACheckpointEverySocketIsClosed() {
		Set<String> before = OpenDescriptors.list();
		this.runner.run((running) -> {
			ConfigurableApplicationContext context = running.getSourceApplicationContext();
			int port = context.getBean(TcpAcceptorPool.class).port();
			try (TestClient client = TestClient.connect(port)) {
				client.ask("hello\n", "hello\n");
				context.stop();
				assertThat(client.readLine()).isNull();
			}
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
			Awaitility.await().untilAsserted(() -> assertThat(OpenDescriptors.list()).allMatch(before::contains));
		});
	}

	@Test
	void beforeACheckpointEveryThreadEnds() {
		List<Thread> before = threads();
		this.runner.run((running) -> {
			ConfigurableApplicationContext context = running.getSourceApplicationContext();
			askBoth(context);
			assertThat(threads()).extracting(Thread::getName)
				.anyMatch((name) -> name.startsWith("netpool-default-"))
				.anyMatch((name) -> name.startsWith("netpool-certificates-"));
			context.stop();
			Awaitility.await().untilAsserted(() -> assertThat(threads()).allMatch(before::contains));
		});
	}

	@Test
	void afterTheRestoreThePoolsServeOnTheirPorts() {
		this.runner.run((running) -> {
			ConfigurableApplicationContext context = running.getSourceApplicationContext();
			int port = context.getBean(TcpAcceptorPool.class).port();
			context.stop();
			context.start();
			assertThat(context.getBean(TcpAcceptorPool.class).port()).isEqualTo(port);
			askBoth(context);
		});
	}

	@Test
	void afterTheRestoreMetersGoOn() {
		this.runner.run((running) -> {
			ConfigurableApplicationContext context = running.getSourceApplicationContext();
			askBoth(context);
			context.stop();
			context.start();
			askBoth(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(registry.get("netpool.tcp.messages")
					.tags("pool", "default", "direction", "in")
					.functionCounter()
					.count()).isEqualTo(2));
			assertThat(registry.get("netpool.tcp.listening").tag("pool", "secure").gauge().value()).isEqualTo(1);
		});
	}

	private static void askBoth(ConfigurableApplicationContext context) throws IOException {
		try (TestClient client = TestClient.connect(context)) {
			assertThat(client.ask("hello\n", "hello\n")).isEqualTo("hello\n");
		}
		int port = context.getBean("secureTcpAcceptorPool", TcpAcceptorPool.class).port();
		PemSslStore trust = PemSslStore.load(PemSslStoreDetails.forCertificate(AUTHORITY.getCertificatePEM()));
		try (TestClient client = TestClient.connect(port)
			.secured(SslBundle.of(new PemSslStoreBundle(null, trust)).createSslContext())) {
			assertThat(client.ask("hello\n", "hello\n")).isEqualTo("hello\n");
		}
	}

	private static List<Thread> threads() {
		Thread[] threads = new Thread[Thread.activeCount() + 64];
		int count = Thread.enumerate(threads);
		return Arrays.stream(threads, 0, count)
			.filter((thread) -> thread.isAlive() && thread.getName().startsWith("netpool-"))
			.toList();
	}

	static class Echo {

		@TcpHandler(pool = { "default", "secure" })
		String onMessage(String message) {
			return message;
		}

	}

}
