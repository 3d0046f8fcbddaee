package io.netpool.tcp.autoconfigure.diagnostics;

import java.net.InetSocketAddress;
import java.net.SocketException;

import io.netpool.tcp.autoconfigure.FailureAnalyzersTests;
import io.netpool.tcp.server.transport.PortBindException;
import io.netpool.tcp.server.transport.PortBindException.Problem;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What a test can't bring about for real, since it may run with every privilege; the rest
 * is in {@link FailureAnalyzersTests}.
 */
class PortBindFailureAnalyzerTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final PortBindException failure = mock(PortBindException.class);

	@Test
	void aPortThatNeedsAPrivilege() {
		FailureAnalysis analysis = analyze("default", Problem.NOT_PERMITTED);
		assertThat(analysis.getDescription()).isEqualTo("Acceptor pool 'default' could not bind to port 23: "
				+ "this process is not permitted to do so. Ports below 1024 often need a privilege.");
		assertThat(analysis.getAction()).startsWith("Set 'netpool.tcp.port' to a port of 1024 or above, or give")
			.contains("CAP_NET_BIND_SERVICE", "net.ipv4.ip_unprivileged_port_start");
	}

	@Test
	void anythingElse() {
		given(this.failure.getCause()).willReturn(new SocketException("Too many open files"));
		FailureAnalysis analysis = analyze("default", Problem.OTHER);
		assertThat(analysis.getDescription()).isEqualTo("Acceptor pool 'default' could not bind to port 23 of "
				+ "address 192.0.2.1: java.net.SocketException: Too many open files.");
		assertThat(analysis.getAction()).isEqualTo("Check 'netpool.tcp.port' and 'netpool.tcp.address'.");
	}

	@Test
	void anInheritedAddressIsNamedAsItIsWritten() {
		this.environment.setProperty("netpool.tcp.address", "192.0.2.1");
		assertThat(analyze("admin", Problem.NOT_LOCAL).getAction()).startsWith("Set 'netpool.tcp.address' to");
	}

	@Test
	void aNamedPoolHasItsOwnSetting() {
		this.environment.setProperty("netpool.tcp.pools.admin.port", "23");
		assertThat(analyze("admin", Problem.IN_USE).getAction()).contains("set 'netpool.tcp.pools.admin.port' to");
	}

	private FailureAnalysis analyze(String pool, Problem problem) {
		given(this.failure.pool()).willReturn(pool);
		given(this.failure.problem()).willReturn(problem);
		given(this.failure.address()).willReturn(new InetSocketAddress("192.0.2.1", 23));
		return new PortBindFailureAnalyzer(this.environment).analyze(this.failure);
	}

}
