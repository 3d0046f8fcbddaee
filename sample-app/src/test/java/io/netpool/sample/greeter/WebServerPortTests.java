package io.netpool.sample.greeter;

import io.netpool.sample.restart.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A web server, Tomcat, with the port of a pool, which binds first.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebServerPortTests {

	private final int port = FreePort.find();

	@Test
	void theSettingsOfBothAreNamed(CapturedOutput output) {
		startInVain("--server.port=" + this.port);
		assertThat(output).contains("The web server could not bind to port " + this.port
				+ ": acceptor pool 'default' of this application listens on it. Setting 'netpool.tcp.port' is "
				+ this.port + ", and setting 'server.port' is " + this.port + ".");
	}

	@Test
	void forTheManagementServerTheSettingsOfBothAreNamed(CapturedOutput output) {
		startInVain("--server.port=0", "--management.server.port=" + this.port);
		assertThat(output)
			.contains("acceptor pool 'default' of this application listens on it. Setting " + "'netpool.tcp.port' is "
					+ this.port + ", and setting 'management.server.port' is " + this.port + ".");
	}

	private void startInVain(String... webServer) {
		SpringApplication application = new SpringApplication(Greeter.class);
		application.setRegisterShutdownHook(false);
		String[] arguments = new String[webServer.length + 1];
		System.arraycopy(webServer, 0, arguments, 0, webServer.length);
		arguments[webServer.length] = "--netpool.tcp.port=" + this.port;
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

}
