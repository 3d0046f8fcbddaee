package io.netpool.tcp.autoconfigure.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;

/**
 * Creates the analysis of a failure that a setting has caused, with the setting's origin.
 */
final class SettingFailure {

	private SettingFailure() {
	}

	static FailureAnalysis analysis(String description, @Nullable Origin origin, String action, Throwable cause) {
		String shownOrigin = (origin != null) ? "\n\n    Origin: " + origin : "";
		return new FailureAnalysis(description + shownOrigin, action, cause);
	}

}
