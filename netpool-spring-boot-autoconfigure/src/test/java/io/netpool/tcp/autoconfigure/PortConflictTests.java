package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import io.netpool.tcp.FreePort;
import io.netpool.tcp.TcpHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Two servers of one application with the same port. That of a web server is bound after
 * those of the pools; the sample's tests have a real one.
 */
@ExtendWith(OutputCaptureExtension.class)
class PortConflictTests {

	private final int port = FreePort.find();

	@Test
	void thePortOfTheWebServerIsNamedWithBothSettings(CapturedOutput output) {
		startInVain("netpool.tcp.port=" + this.port, "server.port=" + this.port);
		assertThat(output).contains("The web server could not bind to port " + this.port
				+ ": acceptor pool 'default' of this application listens on it. Setting 'netpool.tcp.port' is "
				+ this.port + ", and setting 'server.port' is " + this.port + ".");
		assertThat(output).contains("Set 'netpool.tcp.port' or 'server.port' to another port (0 is any free port).");
	}

	@Test
	void thePortOfTheManagementServerIsNamedWithBothSettings(CapturedOutput output) {
		startInVain("netpool.tcp.port=0", "netpool.tcp.pools.admin.port=" + this.port, "server.port=0",
				"management.server.port=" + this.port);
		assertThat(output).contains("The management server could not bind to port " + this.port)
			.contains(": acceptor pool 'admin' of this application listens on it. Setting "
					+ "'netpool.tcp.pools.admin.port' is " + this.port + ", and setting 'management.server.port' is "
					+ this.port + ".");
	}

	@Test
	void aPortOfAWebServerThatNoSettingHasIsNamedAllTheSame(CapturedOutput output) {
		startInVain("netpool.tcp.port=" + this.port, "server.port=0");
		assertThat(output)
			.contains(": acceptor pool 'default' of this application listens on it. Setting " + "'netpool.tcp.port' is "
					+ this.port + ".")
			.contains("Set 'netpool.tcp.port' to another port");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aPoolAtAnotherAddressIsNotBlamedForThePortOfTheWebServer(CapturedOutput output) {
		startInVain("netpool.tcp.port=" + this.port, "netpool.tcp.address=127.0.0.2", "server.port=" + this.port,
				"server.address=127.0.0.1");
		assertThat(output).contains("Web server failed to start. Port " + this.port + " was already in use.")
			.doesNotContain("acceptor pool 'default' of this application");
	}

	@Test
	void aPoolWithoutHandlersIsNotBlamedForThePortOfTheWebServer(CapturedOutput output) {
		startInVain(OtherApplication.class, 9000, "server.port=9000");
		assertThat(output).contains("Web server failed to start. Port 9000 was already in use.")
			.doesNotContain("of this application");
	}

	@Test
	void thePortOfAnotherPoolIsNamedWithBothSettings(CapturedOutput output) {
		startInVain("netpool.tcp.port=" + this.port, "netpool.tcp.pools.admin.port=" + this.port);
		assertThat(output)
			.contains("Acceptor pool 'admin' could not bind to port " + this.port
					+ ": acceptor pool 'default' of this application has the same port. Setting "
					+ "'netpool.tcp.pools.admin.port' is " + this.port + ", and setting 'netpool.tcp.port' is "
					+ this.port + ".")
			.contains("Set 'netpool.tcp.pools.admin.port' or 'netpool.tcp.port' to another port (0 is any free port).");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aPoolAtAnotherAddressIsNotBlamedForThePortOfAnotherProcess(CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(this.port, 1, InetAddress.getByName("127.0.0.1"))) {
			assertThat(other.isBound()).isTrue();
			startInVain("netpool.tcp.port=" + this.port, "netpool.tcp.address=127.0.0.2",
					"netpool.tcp.pools.admin.port=" + this.port, "netpool.tcp.pools.admin.address=127.0.0.1");
		}
		assertThat(output)
			.contains("Acceptor pool 'admin' could not bind to port " + this.port + ": the port is already in use.")
			.contains("Stop the process that listens on port " + this.port);
	}

	@Test
	void aWebServerThatListensAlreadyIsNamedWithBothSettings(CapturedOutput output) throws IOException {
		try (ServerSocket web = new ServerSocket(this.port)) {
			assertThat(web.isBound()).isTrue();
			startInVain("netpool.tcp.port=" + this.port, "server.port=" + this.port, "local.server.port=" + this.port);
		}
		assertThat(output).contains("Acceptor pool 'default' could not bind to port " + this.port
				+ ": the web server of this application has the same port. Setting 'netpool.tcp.port' is " + this.port
				+ ", and setting 'server.port' is " + this.port + ".");
	}

	private void startInVain(String... settings) {
		startInVain(Application.class, this.port, settings);
	}

	private static void startInVain(Class<?> type, int web, String... settings) {
		SpringApplication application = new SpringApplication(type);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("web", web));
		String[] arguments = new String[settings.length];
		for (int i = 0; i < settings.length; i++) {
			arguments[i] = "--" + settings[i];
		}
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

		@Bean
		@ConditionalOnProperty("netpool.tcp.pools.admin.port")
		Clerk clerk() {
			return new Clerk();
		}

		@Bean
		WebServer web(@Value("${web}") int port) {
			return new WebServer(port);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OtherApplication {

		@Bean
		WebServer web(@Value("${web}") int port) {
			return new WebServer(port);
		}

	}

	/**
	 * Fails as a web server does whose port is in use.
	 */
	record WebServer(int port) implements SmartLifecycle {

		@Override
		public void start() {
			throw new PortInUseException(this.port);
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	static class Clerk {

		@TcpHandler(pool = "admin")
		void onMessage(String input) {
		}

	}

}
