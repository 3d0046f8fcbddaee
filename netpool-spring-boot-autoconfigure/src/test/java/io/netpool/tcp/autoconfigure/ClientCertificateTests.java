package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TcpPoolStatistics.TlsReloads;
import io.netpool.tcp.TestClient;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * TLS whose clients show certificates, or whose server certificate is an SSL bundle's.
 */
class ClientCertificateTests {

	private static final X509Bundle AUTHORITY = TestPem.authority();

	private static final X509Bundle SERVER = TestPem.certificateOf(AUTHORITY);

	private static final X509Bundle CLIENT = TestPem.certificateOf(AUTHORITY);

	private static final X509Bundle STRANGER = TestPem.certificate(Algorithm.ecp256);

	@TempDir
	private Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetpoolAutoConfiguration.class))
		.withBean(Greeting.class)
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	@BeforeEach
	void writeFiles() throws IOException {
		writePair("server", SERVER);
		write("authority.pem", AUTHORITY.getCertificatePathPEM());
	}

	private void writePair(String name, X509Bundle certificate) throws IOException {
		write(name + ".pem", certificate.getCertificatePathPEM());
		write(name + ".key", certificate.getPrivateKeyPEM());
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(this.directory.resolve(name), content);
	}

	private ApplicationContextRunner withOwn(String clientAuth) {
		return this.runner.withPropertyValues("netpool.tcp.ssl.pem=" + this.directory.resolve("server.pem"),
				"netpool.tcp.ssl.key=" + this.directory.resolve("server.key"),
				"netpool.tcp.ssl.trust=" + this.directory.resolve("authority.pem"),
				"netpool.tcp.ssl.client-auth=" + clientAuth);
	}

	private ApplicationContextRunner withBundle(String... options) {
		return this.runner.withPropertyValues("netpool.tcp.ssl.bundle=server")
			.withPropertyValues(keystore("server"))
			.withPropertyValues(options);
	}

	/**
	 * The settings of the SSL bundle whose files have the same name.
	 */
	private String[] keystore(String bundle) {
		String keystore = "spring.ssl.bundle.pem." + bundle + ".keystore.";
		return new String[] { keystore + "certificate=" + this.directory.resolve(bundle + ".pem"),
				keystore + "private-key=" + this.directory.resolve(bundle + ".key") };
	}

	private static SSLSocket connect(ApplicationContext context, X509Bundle certificate) throws Exception {
		SSLContext tls = SSLContext.getInstance("TLS");
		KeyManager[] keys = (certificate != null) ? new KeyManager[] { new Insisting(certificate) } : null;
		tls.init(keys, new TrustManager[] { AUTHORITY.toTrustManager() }, null);
		SSLSocket socket = (SSLSocket) tls.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), context.getBean(TcpAcceptorPool.class).port());
		socket.setSoTimeout(10_000);
		return socket;
	}

	private static void assertGreeted(ApplicationContext context, X509Bundle certificate, String name)
			throws Exception {
		try (TestClient client = new TestClient(connect(context, certificate))) {
			String greeting = "hello " + name + "\n";
			assertThat(client.ask("who\n", greeting)).isEqualTo(greeting);
		}
	}

	private static void assertNotServed(ApplicationContext context, X509Bundle certificate) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> {
			try (SSLSocket socket = connect(context, certificate)) {
				socket.getOutputStream().write("who\n".getBytes());
				// TLS 1.3 tells a client only now that its certificate does not do
				if (socket.getInputStream().read() < 0) {
					throw new IOException("closed");
				}
			}
		}).isInstanceOfAny(IOException.class, UncheckedIOException.class);
		TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
		Awaitility.await().untilAsserted(() -> {
			assertThat(pool.acceptors().busy()).isZero();
			assertThat(pool.statistics().connections().closed(CloseReason.TLS_ERROR)).isOne();
			assertThat(pool.statistics().tlsHandshakes(TlsOutcome.REJECTED).count()).isOne();
		});
		assertThat(pool.statistics().messages().received()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "want", "need" })
	void theCertificateOfAClientIsThePrincipalOfItsHandler(String clientAuth) {
		withOwn(clientAuth).run((context) -> assertGreeted(context, CLIENT, "CN=localhost"));
	}

	@Test
	void aCertificateWithAnEmptySubjectIsNoPrincipal() throws Exception {
		X509Bundle client = new CertificateBuilder().subject("")
			.addSanDnsName("client.example.org")
			.buildIssuedBy(AUTHORITY);
		withOwn("need").run((context) -> assertGreeted(context, client, "nobody"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "want", "need" })
	void aCertificateIsTheLoginWhereOneIsRequired(String clientAuth) {
		withOwn(clientAuth).withPropertyValues("netpool.tcp.authentication.required=true")
			.run((context) -> assertGreeted(context, CLIENT, "CN=localhost"));
	}

	@Test
	void aClientWithoutACertificateThatIsOnlyWantedHasNotLoggedIn() {
		withOwn("want").withPropertyValues("netpool.tcp.authentication.required=true").run((context) -> {
			try (TestClient client = new TestClient(connect(context, null))) {
				assertThat(client.send("who\n").isAtEnd()).isTrue();
			}
			TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
			Awaitility.await().until(() -> pool.statistics().connections().closed(CloseReason.UNAUTHENTICATED) == 1);
		});
	}

	@Test
	void aCertificateWithAnEmptySubjectIsNoLogin() throws Exception {
		X509Bundle client = new CertificateBuilder().subject("")
			.addSanDnsName("client.example.org")
			.buildIssuedBy(AUTHORITY);
		withOwn("need").withPropertyValues("netpool.tcp.authentication.required=true").run((context) -> {
			try (TestClient nameless = new TestClient(connect(context, client))) {
				assertThat(nameless.send("who\n").isAtEnd()).isTrue();
			}
		});
	}

	@Test
	void aClientMayBeWithoutACertificateThatIsOnlyWanted() {
		withOwn("want").run((context) -> assertGreeted(context, null, "nobody"));
	}

	@Test
	void aClientWithoutACertificateThatIsNeededIsNotServed() {
		withOwn("need").run((context) -> assertNotServed(context, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "want", "need" })
	void aClientWhoseCertificateIsNotTrustedIsNotServed(String clientAuth) {
		withOwn(clientAuth).run((context) -> assertNotServed(context, STRANGER));
	}

	@Test
	void anSslBundleServes() {
		withBundle().run((context) -> assertGreeted(context, CLIENT, "nobody"));
	}

	@ParameterizedTest
	@CsvSource({ "bundle, pem", "pem, bundle" })
	void theCertificateThatAPoolSetsItselfOverridesTheInheritedOne(String inherited, String own) throws IOException {
		X509Bundle other = TestPem.certificateOf(AUTHORITY);
		writePair("other", other);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetpoolAutoConfiguration.class))
			.withBean(AdminGreeting.class)
			.withPropertyValues(keystore("other"))
			.withPropertyValues("netpool.tcp.pools.admin.port=0")
			.withPropertyValues(certificate("netpool.tcp.ssl.", inherited))
			.withPropertyValues(certificate("netpool.tcp.pools.admin.ssl.", own))
			.run((context) -> assertThat(shown(context))
				.isEqualTo((own.equals("pem") ? SERVER : other).getCertificate()));
	}

	private String[] certificate(String prefix, String kind) {
		return kind.equals("bundle") ? new String[] { prefix + "bundle=other" }
				: new String[] { prefix + "pem=" + this.directory.resolve("server.pem"),
						prefix + "key=" + this.directory.resolve("server.key") };
	}

	@Test
	void anSslBundleSaysWhichClientsAreTrusted() {
		withBundle("netpool.tcp.ssl.client-auth=need",
				"spring.ssl.bundle.pem.server.truststore.certificate=" + this.directory.resolve("authority.pem"))
			.run((context) -> {
				assertNotServed(context, STRANGER);
				assertGreeted(context, CLIENT, "CN=localhost");
			});
	}

	@Test
	void theProtocolsAndCiphersOfAnSslBundleAreItsServers() {
		withBundle("spring.ssl.bundle.pem.server.options.enabled-protocols=TLSv1.2",
				"spring.ssl.bundle.pem.server.options.ciphers=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
			.run((context) -> {
				try (SSLSocket socket = connect(context, null)) {
					socket.startHandshake();
					assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
					assertThat(socket.getSession().getCipherSuite())
						.isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
				}
			});
	}

	@Test
	void aChangedSslBundleServesTheNextConnectionAndBreaksNone() {
		withBundle().run((context) -> {
			DefaultSslBundleRegistry bundles = context.getBean(DefaultSslBundleRegistry.class);
			try (SSLSocket before = connect(context, null)) {
				before.startHandshake();
				X509Bundle renewed = TestPem.certificateOf(AUTHORITY);
				writePair("server", renewed);
				bundles.updateBundle("server", TestPem.sslBundle(renewed));
				try (SSLSocket after = connect(context, null)) {
					assertThat(after.getSession().getPeerCertificates()[0]).isEqualTo(renewed.getCertificate());
				}
				assertThat(before.getSession().getPeerCertificates()[0]).isEqualTo(SERVER.getCertificate());
				before.getOutputStream().write("who\n".getBytes());
				assertThat(before.getInputStream().read()).isEqualTo('h');
			}
		});
	}

	@Test
	void aChangedSslBundleThatCannotServeIsNotTaken() {
		withBundle("netpool.tcp.ssl.client-auth=want",
				"spring.ssl.bundle.pem.server.truststore.certificate=" + this.directory.resolve("authority.pem"))
			.run((context) -> {
				X509Bundle renewed = TestPem.certificateOf(AUTHORITY);
				context.getBean(DefaultSslBundleRegistry.class).updateBundle("server", TestPem.sslBundle(renewed));
				try (SSLSocket after = connect(context, null)) {
					assertThat(after.getSession().getPeerCertificates()[0]).isEqualTo(SERVER.getCertificate());
				}
			});
	}

	@Test
	void changedFilesServeTheNextConnectionAndBreakNone() {
		withReloadedFiles().run((context) -> {
			try (SSLSocket before = connect(context, null)) {
				before.startHandshake();
				X509Bundle renewed = TestPem.certificateOf(AUTHORITY);
				writePair("server", renewed);
				Awaitility.await().untilAsserted(() -> assertThat(shown(context)).isEqualTo(renewed.getCertificate()));
				assertThat(before.getSession().getPeerCertificates()[0]).isEqualTo(SERVER.getCertificate());
				before.getOutputStream().write("who\n".getBytes());
				assertThat(before.getInputStream().read()).isEqualTo('h');
				Awaitility.await().untilAsserted(() -> assertThat(reloads(context, true)).isPositive());
			}
		});
	}

	@Test
	void changedFilesThatCannotServeAreCountedAndNotTaken() {
		withReloadedFiles().run((context) -> {
			write("server.pem", "broken");
			Awaitility.await().untilAsserted(() -> assertThat(reloads(context, false)).isOne());
			assertThat(shown(context)).isEqualTo(SERVER.getCertificate());
			Files.delete(this.directory.resolve("server.pem"));
			Awaitility.await().untilAsserted(() -> assertThat(reloads(context, false)).isEqualTo(2));
			assertThat(shown(context)).isEqualTo(SERVER.getCertificate());
			assertThat(reloads(context, true)).isZero();
		});
	}

	private ApplicationContextRunner withReloadedFiles() {
		return withOwn("want").withPropertyValues("netpool.tcp.ssl.reload-interval=10ms");
	}

	private static X509Certificate shown(ApplicationContext context, String... serverName) throws Exception {
		try (SSLSocket socket = connect(context, null)) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setServerNames(Arrays.stream(serverName).<SNIServerName>map(SNIHostName::new).toList());
			socket.setSSLParameters(parameters);
			return (X509Certificate) socket.getSession().getPeerCertificates()[0];
		}
	}

	private static long reloads(ApplicationContext context, boolean success) {
		TlsReloads reloads = context.getBean(TcpAcceptorPool.class).statistics().tlsReloads();
		return success ? reloads.successful() : reloads.failed();
	}

	@Test
	void aServerHasTheCertificateOfTheNameThatItsClientGivesIt() throws Exception {
		X509Bundle mail = TestPem.certificateOf(AUTHORITY);
		X509Bundle wild = TestPem.certificateOf(AUTHORITY);
		withNamedServers(mail, wild).run((context) -> {
			assertThat(shown(context, "mail.example.com")).isEqualTo(mail.getCertificate());
			assertThat(shown(context, "MAIL.example.com")).isEqualTo(mail.getCertificate());
			assertThat(shown(context, "any.example.org")).isEqualTo(wild.getCertificate());
			assertThat(shown(context, "example.com")).isEqualTo(SERVER.getCertificate());
			assertThat(shown(context)).isEqualTo(SERVER.getCertificate());
			X509Bundle renewed = TestPem.certificateOf(AUTHORITY);
			context.getBean(DefaultSslBundleRegistry.class).updateBundle("mail", TestPem.sslBundle(renewed));
			assertThat(shown(context, "mail.example.com")).isEqualTo(renewed.getCertificate());
			assertThat(reloads(context, true)).isOne();
		});
	}

	private ApplicationContextRunner withNamedServers(X509Bundle mail, X509Bundle wild) throws IOException {
		writePair("mail", mail);
		writePair("wild", wild);
		return withBundle("netpool.tcp.ssl.server-names.mail.example.com=mail",
				"netpool.tcp.ssl.server-names.[*.example.org]=wild")
			.withPropertyValues(keystore("mail"))
			.withPropertyValues(keystore("wild"));
	}

	@Test
	void aHandshakeThatEndsBeforeTheServersNameIsCountedOnce() throws Exception {
		withNamedServers(SERVER, SERVER).withPropertyValues("netpool.tcp.ssl.handshake-timeout=300ms")
			.run((context) -> {
				TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
				// a ClientHello that claims 16 MB
				TestClient claiming = TestClient.connect(context)
					.send(new byte[] { 22, 3, 1, 0x40, 0, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff });
				claiming.send(new byte[0x4000 - 4]);
				TestClient plain = TestClient.connect(context).send("GET / HTTP/1.1\r\n\r\n");
				TestClient.connect(context).close();
				TestClient silent = TestClient.connect(context);
				Awaitility.await().untilAsserted(() -> {
					assertThat(pool.statistics().connections().closed(CloseReason.TLS_ERROR)).isEqualTo(4);
					assertThat(pool.acceptors().busy()).isZero();
				});
				assertThat(pool.statistics().tlsHandshakes(TlsOutcome.REJECTED).count()).isOne();
				assertThat(pool.statistics().tlsHandshakes(TlsOutcome.NOT_TLS).count()).isOne();
				assertThat(pool.statistics().tlsHandshakes(TlsOutcome.CLOSED).count()).isOne();
				assertThat(pool.statistics().tlsHandshakes(TlsOutcome.TIMEOUT).count()).isOne();
				claiming.close();
				plain.close();
				silent.close();
			});
	}

	@ParameterizedTest
	@CsvSource(value = { "two, two", "'two,one', one", "three, null", ", null" }, nullValues = "null")
	void theProtocolThatIsAgreedOnIsTheFirstOfTheServers(String offered, String agreed) {
		withOwn("want").withBean(Describing.class)
			.withPropertyValues("netpool.tcp.ssl.application-protocols=one,two")
			.run((context) -> {
				try (SSLSocket socket = connect(context, null)) {
					SSLParameters parameters = socket.getSSLParameters();
					parameters.setApplicationProtocols(
							(offered != null) ? StringUtils.commaDelimitedListToStringArray(offered) : new String[0]);
					socket.setSSLParameters(parameters);
					String answer = agreed + " TLSv1.3\n";
					try (TestClient client = new TestClient(socket)) {
						assertThat(client.ask("protocol\n", answer)).isEqualTo(answer);
					}
				}
			});
	}

	/**
	 * Shows its certificate also to a server that has asked for those of others.
	 */
	private static final class Insisting extends X509ExtendedKeyManager {

		private final X509Bundle certificate;

		Insisting(X509Bundle certificate) {
			this.certificate = certificate;
		}

		@Override
		public String[] getClientAliases(String keyType, Principal[] issuers) {
			return new String[] { "client" };
		}

		@Override
		public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
			return "client";
		}

		@Override
		public String[] getServerAliases(String keyType, Principal[] issuers) {
			return null;
		}

		@Override
		public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
			return null;
		}

		@Override
		public X509Certificate[] getCertificateChain(String alias) {
			return this.certificate.getCertificatePath();
		}

		@Override
		public PrivateKey getPrivateKey(String alias) {
			return this.certificate.getKeyPair().getPrivate();
		}

	}

	static class Describing {

		@TcpHandler("protocol")
		String describe(TcpConnection connection) {
			return connection.applicationProtocol() + " " + connection.tlsSession().getProtocol();
		}

	}

	static class AdminGreeting {

		@TcpHandler(pool = "admin")
		String greet(String message) {
			return "hello";
		}

	}

	static class Greeting {

		@TcpHandler
		String greet(String message, Principal principal) {
			return "hello " + ((principal != null) ? principal.getName() : "nobody");
		}

	}

}
