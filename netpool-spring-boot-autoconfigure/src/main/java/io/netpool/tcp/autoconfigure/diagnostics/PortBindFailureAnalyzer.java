package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.transport.PortBindException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Failure analyzer for pools that could not bind to their port.
 */
class PortBindFailureAnalyzer extends AbstractFailureAnalyzer<PortBindException> {

	private final Environment environment;

	PortBindFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PortBindException cause) {
		SettingChecks checks = new SettingChecks(PropertyNames.of(cause.pool()), this.environment);
		String host = cause.address().getHostString();
		int port = cause.address().getPort();
		String subject = "Acceptor pool '" + cause.pool() + "' could not bind to port " + port;
		return switch (cause.problem()) {
			case IN_USE -> SettingFailure.analysis(subject + ": the port is already in use.", checks.origin("port"),
					"Stop the process that listens on port " + port + ", or set '" + checks.key("port")
							+ "' to another port (0 is any free port).",
					cause);
			case NOT_PERMITTED -> SettingFailure.analysis(
					subject + ": this process is not permitted to do so. Ports below 1024 often need a privilege.",
					checks.origin("port"),
					"Set '" + checks.key("port") + "' to a port of 1024 or above, or give the process the privilege "
							+ "(on Linux CAP_NET_BIND_SERVICE, or lower net.ipv4.ip_unprivileged_port_start).",
					cause);
			case NOT_LOCAL -> SettingFailure.analysis(subject + ": " + host + " is not a local address.",
					checks.origin("address"), "Set '" + checks.key("address")
							+ "' to a local address, or remove it to bind to all local addresses.",
					cause);
			case OTHER -> new FailureAnalysis(subject + " of address " + host + ": " + cause.getCause() + ".",
					"Check '" + checks.key("port") + "' and '" + checks.key("address") + "'.", cause);
		};
	}

}
