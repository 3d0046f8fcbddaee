package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The names of the settings are what applications write: renaming one is a decision, and
 * is made here.
 */
class ConfigurationMetadataTests {

	private static final ConfigurationMetadata METADATA = ConfigurationMetadata.read();

	private static final List<String> WITHOUT_DEFAULT = List.of("netpool.tcp.address", "netpool.tcp.max-acceptors",
			"netpool.tcp.refusal", "netpool.tcp.shutdown-message", "netpool.tcp.io.threads", "netpool.tcp.ssl.pem",
			"netpool.tcp.ssl.key", "netpool.tcp.ssl.key-password", "netpool.tcp.ssl.trust", "netpool.tcp.ssl.bundle",
			"netpool.tcp.ssl.server-names", "netpool.tcp.ssl.application-protocols", "netpool.tcp.framing.delimiter",
			"netpool.tcp.framing.length", "netpool.tcp.framing.start", "netpool.tcp.framing.end",
			"netpool.tcp.framing.skip", "netpool.tcp.framing.last-reply", "netpool.tcp.framing.flag",
			"netpool.tcp.framing.escapes", "netpool.tcp.framing.checksum.algorithm",
			"netpool.tcp.framing.checksum.byte-order", "netpool.tcp.routing.by",
			"netpool.tcp.limits.connections-per-address", "netpool.tcp.limits.allow", "netpool.tcp.limits.deny",
			"netpool.tcp.limits.accepts-per-second", "netpool.tcp.limits.messages-per-second",
			"netpool.tcp.proxy-protocol.trusted", "netpool.tcp.timeout.idle", "netpool.tcp.timeout.first-message",
			"netpool.tcp.timeout.frame", "netpool.tcp.pools", "netpool.tcp.ssl.enabled",
			"netpool.tcp.observation.enabled", "netpool.tcp.observation.trace-property",
			"management.endpoint.netpool.roles", "netpool.tcp.handler.reply-timeout", "netpool.tcp.timeout.read-idle",
			"netpool.tcp.connection.max-age", "netpool.tcp.connection.max-age-jitter", "netpool.tcp.heartbeat.interval",
			"netpool.tcp.heartbeat.message", "netpool.tcp.exchange.correlation", "netpool.cluster.name",
			"netpool.tcp.detect.start");

	@Test
	void theSettingsHaveTheseNames() {
		assertThat(METADATA.names()).containsExactlyInAnyOrder("netpool.tcp.enabled", "netpool.tcp.address",
				"netpool.tcp.port", "netpool.tcp.detect.start", "netpool.tcp.acceptors", "netpool.tcp.overflow",
				"netpool.tcp.increase-by", "netpool.tcp.max-acceptors", "netpool.tcp.refusal", "netpool.tcp.backlog",
				"netpool.tcp.shutdown", "netpool.tcp.shutdown-message", "netpool.tcp.charset", "netpool.tcp.half-close",
				"netpool.tcp.io.transport", "netpool.tcp.io.threads", "netpool.tcp.io.warn-after",
				"netpool.tcp.handler.warn-after", "netpool.tcp.pools", "netpool.tcp.framing.mode",
				"netpool.tcp.framing.max-length", "netpool.tcp.framing.terminator", "netpool.tcp.framing.delimiter",
				"netpool.tcp.framing.keep-delimiter", "netpool.tcp.framing.length",
				"netpool.tcp.framing.length-field.offset", "netpool.tcp.framing.length-field.size",
				"netpool.tcp.framing.length-field.adjustment", "netpool.tcp.framing.length-field.strip",
				"netpool.tcp.framing.length-field.byte-order", "netpool.tcp.framing.length-field.includes-itself",
				"netpool.tcp.framing.length-field.varint", "netpool.tcp.framing.length-field.max-size",
				"netpool.tcp.framing.length-field.decimal", "netpool.tcp.framing.start", "netpool.tcp.framing.end",
				"netpool.tcp.framing.skip", "netpool.tcp.framing.unterminated", "netpool.tcp.framing.flag",
				"netpool.tcp.framing.escapes", "netpool.tcp.framing.checksum.algorithm",
				"netpool.tcp.framing.checksum.byte-order", "netpool.tcp.framing.checksum.covers",
				"netpool.tcp.framing.invalid-frames", "netpool.tcp.framing.last-reply", "netpool.tcp.routing.offset",
				"netpool.tcp.routing.length", "netpool.tcp.handler.execution", "netpool.tcp.handler.threads",
				"netpool.tcp.handler.queue", "netpool.tcp.handler.close-on-error",
				"netpool.tcp.handler.logging-context", "netpool.tcp.handler.reply-timeout",
				"netpool.tcp.limits.max-buffered", "netpool.tcp.routing.by", "netpool.tcp.routing.case-sensitive",
				"netpool.tcp.routing.property", "netpool.tcp.outbound.max-pending", "netpool.tcp.outbound.overflow",
				"netpool.tcp.exchange.timeout", "netpool.tcp.exchange.max-open", "netpool.tcp.exchange.late-answers",
				"netpool.tcp.exchange.correlation", "netpool.tcp.limits.connections-per-address",
				"netpool.tcp.limits.allow", "netpool.tcp.limits.deny", "netpool.tcp.limits.accepts-per-second",
				"netpool.tcp.limits.messages-per-second", "netpool.tcp.limits.messages-overflow",
				"netpool.tcp.proxy-protocol.mode", "netpool.tcp.proxy-protocol.trusted",
				"netpool.tcp.proxy-protocol.timeout", "netpool.tcp.timeout.idle", "netpool.tcp.timeout.read-idle",
				"netpool.tcp.timeout.first-message", "netpool.tcp.timeout.frame", "netpool.tcp.timeout.write",
				"netpool.tcp.connection.max-age", "netpool.tcp.connection.max-age-jitter",
				"netpool.tcp.authentication.required", "netpool.tcp.authentication.timeout",
				"netpool.tcp.heartbeat.interval", "netpool.tcp.heartbeat.message", "netpool.tcp.socket.no-delay",
				"netpool.tcp.socket.keep-alive", "netpool.tcp.ssl.enabled", "netpool.tcp.ssl.pem",
				"netpool.tcp.ssl.key", "netpool.tcp.ssl.key-password", "netpool.tcp.ssl.trust",
				"netpool.tcp.ssl.client-auth", "netpool.tcp.ssl.bundle", "netpool.tcp.ssl.server-names",
				"netpool.tcp.ssl.application-protocols", "netpool.tcp.ssl.reload-interval", "netpool.tcp.ssl.start-tls",
				"netpool.tcp.ssl.handshake-timeout", "netpool.tcp.connection-events", "netpool.tcp.observation.enabled",
				"netpool.tcp.observation.trace-property", "netpool.tcp.wiretap", "management.endpoint.netpool.access",
				"management.endpoint.netpool.cache.time-to-live", "management.endpoint.netpool.roles",
				"management.endpoint.netpool.show-details", "management.health.netpool.enabled",
				"management.health.netpool.out-of-service-when-full", "netpool.cluster.name", "netpool.cluster.timeout",
				"netpool.cluster.lease", "netpool.cluster.max-pending", "netpool.cluster.required");
	}

	@ParameterizedTest
	@MethodSource("names")
	void eachIsARowOfThePageOnSettings(String name) throws IOException {
		String row = name.replace("netpool.tcp.", "").replace("pools", "pools.<name>.*");
		assertThat(Files.readString(Path.of("..", "docs", "settings.md"))).containsOnlyOnce("\n| `" + row + "` | ");
	}

	@ParameterizedTest
	@MethodSource("ofNetpool")
	void eachIsDescribedInSentences(String name) {
		assertThat(METADATA.property(name).description()).matches("[A-Z].*\\.");
	}

	@ParameterizedTest
	@MethodSource("durations")
	void eachDurationSaysItsUnit(String name) {
		assertThat(METADATA.property(name).description())
			.endsWith(" If a unit is not specified, seconds will be used.");
	}

	@ParameterizedTest
	@MethodSource("names")
	void eachHasATypeThatExists(String name) {
		// of a generic type, the raw one
		String type = METADATA.property(name).type().replaceAll("<.*", "");
		assertThatNoException().isThrownBy(() -> ClassUtils.forName(type, getClass().getClassLoader()));
	}

	@ParameterizedTest
	@MethodSource("names")
	void eachSaysItsDefaultIfItHasOne(String name) {
		Object defaultValue = METADATA.property(name).defaultValue();
		if (WITHOUT_DEFAULT.contains(name)) {
			assertThat(defaultValue).isNull();
		}
		else {
			assertThat(defaultValue).isNotNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "port, 9000", "acceptors, 1024", "overflow, refuse", "increase-by, 50", "shutdown, graceful",
			"charset, UTF-8", "io.transport, auto", "framing.mode, raw", "framing.max-length, 64KB",
			"handler.execution, auto", "framing.terminator, auto", "framing.length-field.size, 4",
			"outbound.max-pending, 1MB", "outbound.overflow, wait", "timeout.write, 60s", "socket.no-delay, true",
			"ssl.handshake-timeout, 10s", "proxy-protocol.timeout, 5s", "proxy-protocol.mode, off",
			"ssl.reload-interval, 10s", "handler.warn-after, 10s", "io.warn-after, 2s",
			"authentication.required, false", "authentication.timeout, 10s" })
	void theDefaultIsTheOneThatBinds(String name, String expected) {
		assertThat(METADATA.property("netpool.tcp." + name).defaultValue()).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "overflow", "shutdown", "io.transport", "handler.execution", "outbound.overflow",
			"limits.messages-overflow", "proxy-protocol.mode", "ssl.client-auth" })
	void aChoiceIsAnEnumWhoseNamesEditorsOffer(String name) throws Exception {
		Class<?> type = Class.forName(METADATA.property("netpool.tcp." + name).type());
		assertThat(type.isEnum()).isTrue();
	}

	@Test
	void eachHintBelongsToASetting() {
		assertThat(Arrays.stream(METADATA.hints()).map(ConfigurationMetadata.Hint::name))
			.containsExactlyInAnyOrder("netpool.tcp.framing.mode", "netpool.tcp.routing.by", "netpool.tcp.ssl.pem",
					"netpool.tcp.ssl.key", "netpool.tcp.ssl.trust")
			.isSubsetOf(METADATA.names());
	}

	/**
	 * Those that are not described by Spring Boot, nor by the endpoint.
	 */
	static Stream<String> ofNetpool() {
		return names().filter((name) -> name.startsWith("netpool."));
	}

	static Stream<String> durations() {
		return ofNetpool().filter((name) -> METADATA.property(name).type().equals(Duration.class.getName()));
	}

	static Stream<String> names() {
		return METADATA.names().stream();
	}

}
