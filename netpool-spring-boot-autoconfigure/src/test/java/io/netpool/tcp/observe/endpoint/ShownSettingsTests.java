package io.netpool.tcp.observe.endpoint;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class ShownSettingsTests {

	private static final String HIDDEN = SanitizableData.SANITIZED_VALUE;

	@Test
	void valuesThatMayBeShownAre() {
		assertThat(shown(true, Map.of("netpool.tcp.port", "9000"))).containsExactly(entry("netpool.tcp.port", "9000"));
	}

	@Test
	void valuesThatMayNotBeShownAreHidden() {
		assertThat(shown(false, Map.of("netpool.tcp.port", "9000"))).containsExactly(entry("netpool.tcp.port", HIDDEN));
	}

	@ParameterizedTest
	@CsvSource({ "netpool.tcp.ssl.key, /etc/key.pem", "netpool.tcp.ssl.key-password, secret",
			"netpool.tcp.pools.admin.ssl.key, /etc/key.pem", "netpool.tcp.ssl.pem, -----BEGIN EC PRIVATE KEY-----",
			"netpool.tcp.ssl.pem, base64:LS0tLS1CRUdJTiBQUklW" })
	void aSecretIsNeverShown(String key, String value) {
		assertThat(shown(true, Map.of(key, value))).containsExactly(entry(key, HIDDEN));
	}

	@Test
	void anApplicationCanNotHaveASecretShown() {
		SanitizingFunction talkative = (data) -> data.withValue("s****t");
		assertThat(shown(true, Map.of("netpool.tcp.ssl.key-password", "secret"), talkative).values())
			.containsExactly(HIDDEN);
	}

	@Test
	void whatAnApplicationHidesIsHidden() {
		SanitizingFunction discreet = SanitizingFunction.sanitizeValue().ifKeyEndsWith("refusal");
		assertThat(
				shown(true, Map.of("netpool.tcp.refusal", "busy", "netpool.tcp.ssl.pem", "classpath:a.pem"), discreet))
			.containsOnly(entry("netpool.tcp.refusal", HIDDEN), entry("netpool.tcp.ssl.pem", "classpath:a.pem"));
	}

	private static Map<String, Object> shown(boolean values, Map<String, Object> settings,
			SanitizingFunction... functions) {
		return new ShownSettings(new TestSettings(settings), Stream.of(functions).toList()).of("default", values);
	}

	/**
	 * The same settings for each pool.
	 */
	record TestSettings(Map<String, Object> settings) implements TcpPoolSettings {

		@Override
		public String tls(String pool) {
			return "none";
		}

		@Override
		public List<SanitizableData> values(String pool) {
			return this.settings.entrySet()
				.stream()
				.map((setting) -> new SanitizableData(null, setting.getKey(), setting.getValue()))
				.toList();
		}

	}

}
