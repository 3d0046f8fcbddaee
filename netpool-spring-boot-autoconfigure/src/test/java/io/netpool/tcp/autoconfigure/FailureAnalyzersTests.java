package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.netpool.tcp.TcpHandler;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What one sees when an application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
public class FailureAnalyzersTests {

	private static final X509Bundle SERVER = TestPem.certificate(Algorithm.ecp256);

	@TempDir
	private Path directory;

	@Test
	void aPortInUse(CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			int port = other.getLocalPort();
			startInVain(GreeterApplication.class, "port=" + port);
			assertThatItIsSaid(output,
					"Acceptor pool 'default' could not bind to port " + port + ": the port is already in use.",
					"Stop the process that listens on port " + port
							+ ", or set 'netpool.tcp.port' to another port (0 is any free port).");
		}
	}

	@Test
	void aPortInUseWithTheTransportOfTheJdk(CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			int port = other.getLocalPort();
			startInVain(GreeterApplication.class, "port=" + port, "io.transport=nio");
			assertThatItIsSaid(output,
					"Acceptor pool 'default' could not bind to port " + port
							+ " of address 0.0.0.0: java.net.BindException: Address already in use",
					"Check 'netpool.tcp.port' and 'netpool.tcp.address'.");
		}
	}

	@Test
	void aPortInUseAtOneAddress(CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			startInVain(GreeterApplication.class, "port=" + other.getLocalPort(), "address=127.0.0.1");
			assertThatItIsSaid(output, "the port is already in use.", "0 is any free port");
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void anAddressOfAnotherMachine(CapturedOutput output) {
		startInVain(GreeterApplication.class, "port=0", "address=192.0.2.1");
		assertThatItIsSaid(output,
				"Acceptor pool 'default' could not bind to port 0: 192.0.2.1 is not a local address.",
				"Set 'netpool.tcp.address' to a local address, or remove it to bind to all local addresses.");
	}

	@Test
	void aSettingThatDoesNotExist(CapturedOutput output) throws IOException {
		Path written = Files.writeString(this.directory.resolve("written.yml"), """
				netpool:
				  tcp:
				    port: 0
				    pools:
				      admin:
				        portt: 0
				""");
		assertThatException().isThrownBy(
				() -> application(GreeterApplication.class).run("--spring.config.import=file:" + written).close());
		assertThatItIsSaid(output, "Setting 'netpool.tcp.pools.admin.portt' does not exist.",
				"Use 'netpool.tcp.pools.admin.port' if that is what is meant, or remove 'netpool.tcp.pools.admin.portt'.");
		assertThat(output.getOut()).containsPattern("Origin: .*written.yml\\] - 6:16");
	}

	@Test
	void noHandler(CapturedOutput output) {
		startInVain(EmptyApplication.class, "port=9017");
		assertThatItIsSaid(output,
				"'netpool.tcp.port' is set to 9017, but no bean has a handler method for pool 'default'.",
				"Annotate a bean method with @TcpHandler, for example:", "String onMessage(String input) {",
				"Or remove 'netpool.tcp.port'. If a child context has the method, exclude NetpoolAutoConfiguration from"
						+ " this context.");
	}

	@Test
	void noWayToLogIn(CapturedOutput output) {
		startInVain(GreeterApplication.class, "port=0", "authentication.required=true");
		assertThatItIsSaid(output,
				"Setting 'netpool.tcp.authentication.required' has the value 'true', which leaves clients of pool"
						+ " 'default' no way to log in: no handler has 'permitAll', and TLS does not request client"
						+ " certificates.",
				"Add permitAll = true to the @TcpHandler method that handles the login, or set"
						+ " 'netpool.tcp.ssl.client-auth' to need, or 'netpool.tcp.authentication.required' to false.");
	}

	@Test
	void aSignatureThatCannotBeCalled(CapturedOutput output) {
		startInVain(BadSignatureApplication.class, "port=0");
		assertThatItIsSaid(output,
				"BadHandler.onMessage(Thread) of bean 'badHandler' takes java.lang.Thread as parameter 1.",
				"A @TcpHandler method can take, in any order", "the message (String, byte[], ByteBuffer");
	}

	@Test
	void aPoolThatDoesNotExist(CapturedOutput output) {
		startInVain(UnknownPoolApplication.class, "port=0");
		assertThatItIsSaid(output, "Clerk.onMessage(String) of bean 'clerk' names pool 'admin', which does not exist.",
				"The pools are [default]. To add pool 'admin', set 'netpool.tcp.pools.admin.port'.");
	}

	@Test
	void aPemFileThatIsMissing(CapturedOutput output) throws IOException {
		String missing = this.directory.resolve("missing.pem").toString();
		startInVain(GreeterApplication.class, "port=0", "ssl.pem=" + missing, "ssl.key=" + key());
		assertThatItIsSaid(output,
				"Setting 'netpool.tcp.ssl.pem' has the value '" + missing
						+ "', which can't be read: java.io.FileNotFoundException: " + missing,
				"Set it to a file that exists and that this process may read, to a 'classpath:' location, or to the complete PEM text itself.");
	}

	@Test
	void aPemFileThatIsNotPem(CapturedOutput output) throws IOException {
		Path der = Files.write(this.directory.resolve("server.der"), SERVER.getKeyPair().getPublic().getEncoded());
		startInVain(GreeterApplication.class, "port=0", "ssl.pem=" + der, "ssl.key=" + key());
		assertThatItIsSaid(output,
				"Setting 'netpool.tcp.ssl.pem' has the value '" + der + "', which does not contain a PEM certificate.",
				"Check its content.");
	}

	@Test
	void aKeyThatItsPasswordDoesNotOpen(CapturedOutput output) throws Exception {
		Path key = Files.writeString(this.directory.resolve("server.key"),
				TestPem.encrypted(SERVER.getKeyPair().getPrivate(), "secret"));
		startInVain(GreeterApplication.class, "port=0", "ssl.pem=" + pem(), "ssl.key=" + key,
				"ssl.key-password=opensesame");
		assertThatItIsSaid(output, "Setting 'netpool.tcp.ssl.key' has the value '" + key
				+ "', which does not contain a PEM private key (PKCS#8, PKCS#1 or EC) that 'netpool.tcp.ssl.key-password' decrypts.",
				"Check its content. An encrypted key must be PKCS#8 and needs 'netpool.tcp.ssl.key-password'.");
		assertThat(output).doesNotContain("opensesame");
	}

	@Test
	void aKeyOfAnotherCertificate(CapturedOutput output) throws IOException {
		Path key = Files.writeString(this.directory.resolve("other.key"),
				TestPem.certificate(Algorithm.ecp256).getPrivateKeyPEM());
		startInVain(GreeterApplication.class, "port=0", "ssl.pem=" + pem(), "ssl.key=" + key);
		assertThatItIsSaid(output,
				"Setting 'netpool.tcp.ssl.key' has the value '" + key
						+ "', which is not the key of the certificate in 'netpool.tcp.ssl.pem' (",
				"Set both to a certificate and its key.");
	}

	@Test
	void aCertificateWithoutItsKey(CapturedOutput output) throws IOException {
		startInVain(GreeterApplication.class, "port=0", "ssl.pem=" + pem());
		assertThatItIsSaid(output, "Setting 'netpool.tcp.ssl.key' is not set, although 'netpool.tcp.ssl.pem' is.",
				"Set 'netpool.tcp.ssl.key' to the private key of its certificate, or remove 'netpool.tcp.ssl.pem'.");
	}

	@Test
	void aSettingThatCannotWork(CapturedOutput output) {
		startInVain(GreeterApplication.class, "port=0", "acceptors=0");
		assertThatItIsSaid(output, "Setting 'netpool.tcp.acceptors' has the value '0', which is less than 1.",
				"Set it to 1 or more.");
	}

	@Test
	void aSettingInAFile(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yaml"), """
				netpool:
				  tcp:
				    port: 0
				    increase-by: 10
				""");
		assertThatException()
			.isThrownBy(() -> application(GreeterApplication.class).run("--spring.config.location=" + file).close());
		assertThatItIsSaid(output,
				"Setting 'netpool.tcp.increase-by' has no effect unless 'netpool.tcp.overflow' is increase.\n\n"
						+ "    Origin: URL [file:" + file + "] - 4:18",
				"Set 'netpool.tcp.overflow' to increase, or remove 'netpool.tcp.increase-by'.");
	}

	@Test
	void aSettingOfAnotherType(CapturedOutput output) {
		startInVain(GreeterApplication.class, "port=0", "overflow=drop");
		assertThatItIsSaid(output, "Failed to bind properties under 'netpool.tcp.overflow'", "INCREASE", "REFUSE",
				"WAIT");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aTransportOfAnotherSystem(CapturedOutput output) {
		startInVain(GreeterApplication.class, "port=0", "io.transport=kqueue");
		assertThatItIsSaid(output, "Transport KQUEUE is not available: ",
				"Set 'netpool.tcp.io.transport' to auto, which uses the best transport that is available, or add Netty's native library");
	}

	private String pem() throws IOException {
		return Files.writeString(this.directory.resolve("server.pem"), SERVER.getCertificatePathPEM()).toString();
	}

	private String key() throws IOException {
		return Files.writeString(this.directory.resolve("server.key"), SERVER.getPrivateKeyPEM()).toString();
	}

	private static SpringApplication application(Class<?> type) {
		SpringApplication application = new SpringApplication(type);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		return application;
	}

	private static void startInVain(Class<?> type, String... settings) {
		String[] arguments = Arrays.stream(settings)
			.map((setting) -> "--netpool.tcp." + setting)
			.toArray(String[]::new);
		assertThatException().isThrownBy(() -> application(type).run(arguments).close());
	}

	private static void assertThatItIsSaid(CapturedOutput output, String description, String... action) {
		String report = output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"));
		String[] parts = report.split("Action:");
		assertThat(parts).hasSize(2);
		assertThat(parts[0]).contains("Description:").contains(description);
		assertThat(parts[1]).contains(action);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EmptyApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class GreeterApplication {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BadSignatureApplication {

		@Bean
		BadHandler badHandler() {
			return new BadHandler();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnknownPoolApplication {

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

	static class BadHandler {

		@TcpHandler
		void onMessage(Thread thread) {
		}

	}

	static class Clerk {

		@TcpHandler(pool = "admin")
		void onMessage(String input) {
		}

	}

}
