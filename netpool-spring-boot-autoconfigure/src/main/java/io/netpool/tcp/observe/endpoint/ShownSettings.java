package io.netpool.tcp.observe.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * The settings of pools as they may be shown: by the application's own rules, but for
 * keys, which nobody is shown.
 */
final class ShownSettings {

	private static final List<String> SECRETS = List.of(".ssl.key", ".ssl.key-password");

	private final TcpPoolSettings settings;

	private final Sanitizer sanitizer;

	ShownSettings(TcpPoolSettings settings, List<SanitizingFunction> functions) {
		this.settings = settings;
		// the first function that changes a value has the last word
		this.sanitizer = new Sanitizer(
				Stream.concat(Stream.of(ShownSettings::withoutSecrets), functions.stream()).toList());
	}

	String tls(String pool) {
		return this.settings.tls(pool);
	}

	Map<String, @Nullable Object> of(String pool, boolean values) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		this.settings.values(pool)
			.forEach((setting) -> shown.put(setting.getKey(), this.sanitizer.sanitize(setting, values)));
		return shown;
	}

	private static SanitizableData withoutSecrets(SanitizableData setting) {
		boolean secret = SECRETS.stream().anyMatch(setting.getLowerCaseKey()::endsWith)
				|| mayBeKey(String.valueOf(setting.getValue()));
		return secret ? setting.withSanitizedValue() : setting;
	}

	/**
	 * A certificate's setting may hold the key, too; in Base64, nobody sees whether it
	 * does.
	 */
	private static boolean mayBeKey(String value) {
		return value.contains("PRIVATE KEY") || value.startsWith("base64:");
	}

}
