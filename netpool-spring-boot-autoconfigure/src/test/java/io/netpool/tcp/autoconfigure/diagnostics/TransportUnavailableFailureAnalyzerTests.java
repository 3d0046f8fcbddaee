package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.autoconfigure.FailureAnalyzersTests;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.transport.TransportUnavailableException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Which setting is named; the rest is in {@link FailureAnalyzersTests}.
 */
class TransportUnavailableFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "netpool.tcp.io.transport, kqueue, netpool.tcp.pools.admin.io.transport, nio",
			"netpool.tcp.pools.admin.io.transport, kqueue, netpool.tcp.io.transport, nio",
			"netpool.tcp.io.transport, KQUEUE, netpool.tcp.pools.admin.backlog, 7" })
	void theSettingOfThePoolWithThatTransport(String name, String value, String other, String otherValue) {
		MockEnvironment environment = new MockEnvironment().withProperty("netpool.tcp.port", "0")
			.withProperty("netpool.tcp.pools.admin.port", "0")
			.withProperty(name, value)
			.withProperty(other, otherValue);
		TransportUnavailableException failure = mock(TransportUnavailableException.class);
		given(failure.transport()).willReturn(Transport.KQUEUE);
		FailureAnalysis analysis = new TransportUnavailableFailureAnalyzer(environment).analyze(failure);
		assertThat(analysis.getAction()).startsWith("Set '" + name + "' to auto");
		assertThat(analysis.getDescription()).contains("Origin: \"" + name + "\"");
	}

}
