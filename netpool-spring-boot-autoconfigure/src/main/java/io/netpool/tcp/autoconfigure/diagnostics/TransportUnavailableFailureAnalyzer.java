package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.transport.TransportUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Failure analyzer for transports that are not available.
 */
class TransportUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<TransportUnavailableException> {

	private static final String SETTING = "io.transport";

	private final Environment environment;

	TransportUnavailableFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, TransportUnavailableException cause) {
		SettingChecks checks = checks(cause.transport());
		return SettingFailure.analysis(cause.getMessage() + ".", checks.origin(SETTING),
				"Set '" + checks.key(SETTING)
						+ "' to auto, which uses the best transport that is available, or add Netty's native library "
						+ "for this platform and transport.",
				cause);
	}

	/**
	 * Find the pool that is set to a transport.
	 */
	private SettingChecks checks(Transport transport) {
		return ConfiguredPools.names(this.environment)
			.stream()
			.map(this::checks)
			.filter((checks) -> transport == Binder.get(this.environment)
				.bind(checks.key(SETTING), Transport.class)
				.orElse(Transport.AUTO))
			.findFirst()
			.orElseGet(() -> checks(TcpAcceptorPool.DEFAULT_NAME));
	}

	private SettingChecks checks(String pool) {
		return new SettingChecks(PropertyNames.of(pool), this.environment);
	}

}
