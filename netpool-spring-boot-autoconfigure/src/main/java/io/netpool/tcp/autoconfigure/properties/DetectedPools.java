package io.netpool.tcp.autoconfigure.properties;

import java.util.List;

/**
 * Checks the settings of pools whose protocol is detected on the port of the default
 * pool. A setting of the port or of its connections has no effect there.
 */
final class DetectedPools {

	static final String START = "detect.start";

	/**
	 * What is decided before the protocol is known, or is the same for all connections of
	 * a port.
	 */
	private static final List<String> OF_PORT = List.of("port", "address", "acceptors", "overflow", "increase-by",
			"max-acceptors", "refusal", "shutdown-message", "backlog", "half-close", "io", "handler.execution",
			"handler.threads", "handler.queue", "handler.reply-timeout", "handler.warn-after", "outbound", "limits",
			"proxy-protocol", "timeout", "connection", "heartbeat", "authentication", "socket", "ssl", "wiretap");

	private DetectedPools() {
	}

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if one has no effect
	 */
	static void check(List<ConfiguredPool> detected, SettingChecks defaultPool) {
		if (defaultPool.isWritten(START)) {
			throw defaultPool.invalid(START, null, "has no effect for the default pool",
					"Set it for a named pool, as in 'netpool.tcp.pools.<name>." + START
							+ "': the default pool listens, and its own handlers serve all other connections.");
		}
		for (ConfiguredPool pool : detected) {
			OF_PORT.forEach((setting) -> checkNotOwn(setting, pool.checks(), defaultPool));
		}
	}

	private static void checkNotOwn(String setting, SettingChecks pool, SettingChecks defaultPool) {
		if (isOwn(setting, pool)) {
			throw pool.invalid(setting, null,
					"has no effect where '" + pool.key(START) + "' is set, since the default pool listens",
					"Set '" + defaultPool.keys().key(setting) + "' instead, or remove it.");
		}
	}

	/**
	 * Whether a setting, or one of a group, is written for the pool itself.
	 */
	private static boolean isOwn(String setting, SettingChecks pool) {
		String written = pool.writtenKey(setting);
		String own = pool.keys().key(setting);
		return written != null && (written.equals(own) || written.startsWith(own + "."));
	}

}
