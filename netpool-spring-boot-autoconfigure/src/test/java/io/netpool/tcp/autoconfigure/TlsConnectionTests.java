package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.test.ClientHello;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class TlsConnectionTests {

	private static final X509Bundle AUTHORITY = TestPem.authority();

	private static final X509Bundle SERVER = TestPem.certificateOf(AUTHORITY);

	private static final byte[] ALERT_PROTOCOL_VERSION = { 0x02, 70 };

	@TempDir
	private Path directory;

	private Path pem;

	private Path key;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class))
		.withBean(Greeter.class)
		.withPropertyValues("netpool.tcp.port=0");

	@BeforeEach
	void writeFiles() throws IOException {
		this.pem = Files.writeString(this.directory.resolve("server.pem"), SERVER.getCertificatePathPEM());
		this.key = Files.writeString(this.directory.resolve("server.key"), SERVER.getPrivateKeyPEM());
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.3", "TLSv1.2" })
	void aClientThatTrustsTheAuthorityIsServed(String protocol) {
		withFiles().run((context) -> assertThatAGreetingIsGiven(context, protocol));
	}

	@Test
	void aClientOfTls11IsRefused() {
		withFiles().run((context) -> {
			try (TestClient client = TestClient.connect(context).send(ClientHello.of((byte) 0x02))) {
				byte[] record = client.read(7);
				assertThat(record).startsWith(0x15).endsWith(ALERT_PROTOCOL_VERSION);
			}
		});
	}

	@Test
	void aClientInTheClearIsNotServed() {
		withFiles().run((context) -> {
			try (TestClient client = TestClient.connect(context).send("world\n")) {
				assertThat(client.receiveRest()).doesNotContain("hello");
			}
		});
	}

	@Test
	void filesOfTheClassPathAreRead() throws IOException {
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() })) {
			this.runner.withClassLoader(classLoader)
				.withPropertyValues("netpool.tcp.ssl.pem=classpath:server.pem",
						"netpool.tcp.ssl.key=classpath:server.key")
				.run((context) -> assertThatAGreetingIsGiven(context, "TLSv1.3"));
		}
	}

	@Test
	void textOfTheSettingsIsRead() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("inline",
						Map.of("netpool.tcp.ssl.pem", SERVER.getCertificatePathPEM(), "netpool.tcp.ssl.key",
								SERVER.getPrivateKeyPEM()))))
			.run((context) -> assertThatAGreetingIsGiven(context, "TLSv1.3"));
	}

	@Test
	void anEncryptedKeyServes() throws Exception {
		Files.writeString(this.key, TestPem.encrypted(SERVER.getKeyPair().getPrivate(), "secret"));
		withFiles().withPropertyValues("netpool.tcp.ssl.key-password=secret")
			.run((context) -> assertThatAGreetingIsGiven(context, "TLSv1.3"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aWiretapLogsWhatIsEncryptedAndNothingElseDoes(CapturedOutput output) {
		withFiles().run((context) -> assertThatAGreetingIsGiven(context, "TLSv1.3"));
		assertThat(output).doesNotContain("|world");
		withFiles().withPropertyValues("netpool.tcp.wiretap=true")
			.run((context) -> assertThatAGreetingIsGiven(context, "TLSv1.3"));
		assertThat(output).contains("io.netpool.tcp.wiretap.default")
			.contains("READ: 5B")
			.contains("|world  ")
			.contains("WRITE: 11B")
			.contains("|hello world  ");
	}

	private ApplicationContextRunner withFiles() {
		return this.runner.withPropertyValues("netpool.tcp.ssl.pem=" + this.pem, "netpool.tcp.ssl.key=" + this.key);
	}

	private static void assertThatAGreetingIsGiven(ApplicationContext context, String protocol) throws Exception {
		SSLContext trusting = SSLContext.getInstance("TLS");
		trusting.init(null, new TrustManager[] { AUTHORITY.toTrustManager() }, null);
		SSLSocket socket = (SSLSocket) trusting.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), context.getBean(TcpAcceptorPool.class).port());
		try (TestClient client = new TestClient(socket)) {
			socket.setEnabledProtocols(new String[] { protocol });
			assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
			assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
		}
	}

}
