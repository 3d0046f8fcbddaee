package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.server.transport.PortBindException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do where a pool did not get its port.
 */
class PortBindFailureAnalyzer extends AbstractFailureAnalyzer<PortBindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PortBindException cause) {
		String host = cause.address().getHostString();
		int port = cause.address().getPort();
		String setting = PropertyNames.of(cause.pool()).key("port");
		String subject = "Acceptor pool '" + cause.pool() + "' could not listen on port " + port;
		return switch (cause.problem()) {
			case IN_USE ->
				new FailureAnalysis(subject + ": it is already in use.", "Stop the process that listens on port " + port
						+ ", or set '" + setting + "' to another one (0 is any free port).", cause);
			case NOT_PERMITTED ->
				new FailureAnalysis(
						subject + ": this process is not permitted to (ports below 1024 often need a privilege).",
						"Set '" + setting + "' to a port of 1024 or above, or give the process the privilege "
								+ "(on Linux CAP_NET_BIND_SERVICE, or lower net.ipv4.ip_unprivileged_port_start).",
						cause);
			case NOT_LOCAL -> new FailureAnalysis(subject + ": " + host + " is no address of this machine.",
					"Set '" + PropertyNames.of(cause.pool()).key("address")
							+ "' to an address of this machine, or remove it to listen on all.",
					cause);
			case OTHER -> new FailureAnalysis(subject + " of address " + host + ": " + cause.getCause() + ".",
					"Check '" + setting + "' and '" + PropertyNames.of(cause.pool()).key("address") + "'.", cause);
		};
	}

}
