package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.autoconfigure.FailureAnalyzersTests;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Default ports, which a test can't rely on to be free; the rest is tested as in
 * {@link FailureAnalyzersTests}.
 */
class WebServerPortFailureAnalyzerTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void theDefaultPortOfTheWebServerIsNamed() {
		this.environment.withProperty("netpool.tcp.port", "8080").withProperty("local.netpool.tcp.port", "8080");
		FailureAnalysis analysis = new WebServerPortFailureAnalyzer(this.environment)
			.analyze(new PortInUseException(8080));
		assertThat(analysis.getDescription()).startsWith("The web server could not bind to port 8080: acceptor pool "
				+ "'default' of this application listens on it. Setting 'netpool.tcp.port' is 8080, and setting "
				+ "'server.port' has its default, 8080.");
	}

	@Test
	void aManagementServerWithoutAPortOfItsOwnIsNotBlamed() {
		this.environment.withProperty("netpool.tcp.port", "8080")
			.withProperty("local.netpool.tcp.port", "8080")
			.withProperty("server.port", "9001");
		FailureAnalysis analysis = new WebServerPortFailureAnalyzer(this.environment)
			.analyze(new PortInUseException(8080));
		assertThat(analysis.getDescription())
			.startsWith("The web server could not bind to port 8080: acceptor pool 'default' of this application "
					+ "listens on it. Setting 'netpool.tcp.port' is 8080.")
			.doesNotContain("management");
		assertThat(analysis.getAction()).doesNotContain("management");
	}

	@Test
	void theDefaultPortOfThePoolIsNamed() {
		this.environment.withProperty("server.port", "9000").withProperty("local.netpool.tcp.port", "9000");
		FailureAnalysis analysis = new WebServerPortFailureAnalyzer(this.environment)
			.analyze(new PortInUseException(9000));
		assertThat(analysis.getDescription())
			.endsWith("Setting 'netpool.tcp.port' has its default, 9000, and setting " + "'server.port' is 9000.");
	}

}
