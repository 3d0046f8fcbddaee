package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Failure analyzer for web servers that could not bind to the port of a pool, which binds
 * first. Ordered before Spring Boot's own, which knows no pools.
 */
@Order(0)
class WebServerPortFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	private final Environment environment;

	WebServerPortFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		PortSetting web = PortSetting.ofWebServer(cause.getPort(), this.environment);
		return ConfiguredPools.names(this.environment)
			.stream()
			.filter((pool) -> isListening(pool, cause.getPort()))
			.findFirst()
			.map((pool) -> analysis(pool, web, cause))
			.orElse(null);
	}

	/**
	 * A pool that is configured need not be listening: it may have no handlers.
	 */
	private boolean isListening(String pool, int port) {
		Integer local = this.environment.getProperty(PropertyNames.of(pool).localPort(), Integer.class);
		return local != null && local == port;
	}

	private @Nullable FailureAnalysis analysis(String name, @Nullable PortSetting web, PortInUseException cause) {
		PortSetting pool = PortSetting.ofPool(name, this.environment);
		if (web != null && !web.overlaps(pool)) {
			return null;
		}
		String server = (web != null) ? StringUtils.capitalize(web.server()) : "The web server";
		String description = server + " could not bind to port " + cause.getPort() + ": " + pool.server()
				+ " of this application listens on it. Setting " + pool;
		String other = " to another port (0 is any free port).";
		SettingChecks checks = new SettingChecks(PropertyNames.of(name), this.environment);
		return SettingFailure.analysis(description + ((web != null) ? ", and setting " + web + "." : "."),
				checks.origin("port"),
				"Set '" + pool.key() + "'" + ((web != null) ? " or '" + web.key() + "'" : "") + other, cause);
	}

}
