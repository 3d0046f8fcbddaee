package io.netpool.tcp.autoconfigure.diagnostics;

import java.util.Objects;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
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
			case IN_USE -> inUse(subject, cause);
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

	private FailureAnalysis inUse(String subject, PortBindException cause) {
		SettingChecks checks = new SettingChecks(PropertyNames.of(cause.pool()), this.environment);
		String otherPort = " to another port (0 is any free port).";
		PortSetting pool = PortSetting.ofPool(cause.pool(), this.environment);
		PortSetting other = sameAs(pool, cause);
		if (other != null) {
			return SettingFailure.analysis(
					subject + ": " + other.server() + " of this application has the same port. Setting " + pool
							+ ", and setting " + other + ".",
					checks.origin("port"), "Set '" + pool.key() + "' or '" + other.key() + "'" + otherPort, cause);
		}
		return SettingFailure.analysis(subject + ": the port is already in use.", checks.origin("port"),
				"Stop the process that listens on port " + cause.address().getPort() + ", or set '" + checks.key("port")
						+ "'" + otherPort,
				cause);
	}

	/**
	 * Find the setting of another server with the same port: of a pool, or of a web
	 * server that listens already, as that of a parent context does.
	 */
	private @Nullable PortSetting sameAs(PortSetting pool, PortBindException cause) {
		Stream<PortSetting> pools = ConfiguredPools.names(this.environment)
			.stream()
			.filter((name) -> !name.equals(cause.pool()))
			.map((name) -> PortSetting.ofPool(name, this.environment));
		Stream<PortSetting> webServers = Stream.of("local.server.port", "local.management.port")
			.map((local) -> this.environment.getProperty(local, Integer.class))
			.filter(Objects::nonNull)
			.map((port) -> PortSetting.ofWebServer(port, this.environment))
			.filter(Objects::nonNull);
		return Stream.concat(pools, webServers)
			.filter((other) -> other.port() == cause.address().getPort() && other.overlaps(pool))
			.findFirst()
			.orElse(null);
	}

}
