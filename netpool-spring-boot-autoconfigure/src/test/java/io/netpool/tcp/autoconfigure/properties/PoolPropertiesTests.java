package io.netpool.tcp.autoconfigure.properties;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.ConfigurationMetadata;
import io.netpool.tcp.framing.ChecksumAlgorithm;
import io.netpool.tcp.framing.ChecksumScope;
import io.netpool.tcp.framing.LineTerminator;
import io.netpool.tcp.server.settings.LateAnswers;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolPropertiesTests {

	private static final Map<String, Object> EVERY_SETTING = everySetting();

	@Test
	void withoutSettingsItHasItsDefaults() {
		PoolProperties defaults = bind(Map.of());
		assertThat(defaults).isEqualTo(new PoolProperties(null, 9000, 1024, Overflow.REFUSE, 50, null, null, null, 1024,
				StandardCharsets.UTF_8, false, new PoolProperties.Io(Transport.AUTO, null, Duration.ofSeconds(2)),
				new PoolProperties.Framing("raw", DataSize.ofKilobytes(64), LineTerminator.AUTO, null, false, null,
						new PoolProperties.LengthPrefix(0, 4, 0, true, Endianness.BIG_ENDIAN, false, false, 5, false),
						null, null, null, null, new PoolProperties.Checksum(null, null, ChecksumScope.PAYLOAD),
						InvalidFrames.CLOSE, null, null, false),
				new PoolProperties.Detect(null), new PoolProperties.Routing(null, true, "type", 0, 1),
				new PoolProperties.Handler(HandlerExecution.AUTO, 200, 128, null, false, Duration.ofSeconds(10), false),
				new PoolProperties.Outbound(DataSize.ofMegabytes(1), OutboundOverflow.WAIT),
				new PoolProperties.Exchange(Duration.ofSeconds(10), 64, LateAnswers.HANDLE, null),
				new PoolProperties.Limits(null, null, null, null, null, MessagesOverflow.PAUSE,
						DataSize.ofMegabytes(40)),
				new PoolProperties.ProxyProtocol(ProxyMode.OFF, null, Duration.ofSeconds(5)),
				new PoolProperties.Timeout(null, null, null, null, Duration.ofSeconds(60)),
				new PoolProperties.Connection(null, null), new PoolProperties.Heartbeat(null, null),
				new PoolProperties.Authentication(false, Duration.ofSeconds(10)),
				new PoolProperties.Socket(true, false),
				new PoolProperties.Ssl(null, null, null, null, null, ClientAuthentication.NONE, null, null, null,
						Duration.ofSeconds(10), false, Duration.ofSeconds(10)),
				false, new PoolProperties.Observation(null, null), false));
	}

	@Test
	void everySettingBinds() throws Exception {
		assertThat(bind(EVERY_SETTING)).isEqualTo(everySettingBound());
	}

	@Test
	void everySettingBindsInCamelCase() throws Exception {
		assertThat(bind(renamed(PoolPropertiesTests::camelCase))).isEqualTo(everySettingBound());
	}

	/**
	 * In YAML, {@code off} without quotes is {@code false}.
	 */
	@Test
	void offIsAMode() {
		assertThat(bind(Map.of("netpool.tcp.proxy-protocol.mode", false)).proxyProtocol().mode())
			.isEqualTo(ProxyMode.OFF);
	}

	@ParameterizedTest
	@ValueSource(strings = { "event-loop", "EVENT_LOOP", "eventLoop" })
	void aNameOfAnEnumBindsInEachOfItsForms(String value) {
		assertThat(bind(Map.of("netpool.tcp.handler.execution", value)).handler().execution())
			.isEqualTo(HandlerExecution.EVENT_LOOP);
	}

	@Test
	void everySettingBindsFromAnEnvironmentVariable() throws Exception {
		PropertySource<?> environment = new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				renamed((name) -> name.replaceAll("[]-]", "").replaceAll("[.\\[]", "_").toUpperCase(Locale.ROOT)));
		PoolProperties properties = new Binder(ConfigurationPropertySources.from(environment))
			.bindOrCreate("netpool.tcp", PoolProperties.class);
		assertThat(properties).isEqualTo(everySettingBound());
	}

	@Test
	void noSettingIsLeftOutHere() {
		Set<String> ofAPool = new TreeSet<>(ConfigurationMetadata.read().names());
		ofAPool.removeIf((name) -> name.startsWith("management.") || name.startsWith("netpool.cluster."));
		ofAPool.removeAll(List.of("netpool.tcp.enabled", "netpool.tcp.shutdown", "netpool.tcp.pools"));
		// of a setting with names of its own, one of them
		assertThat(EVERY_SETTING.keySet()).map((name) -> name.replaceFirst("(?<=server-names)\\..*|\\[.]", ""))
			.hasSameElementsAs(ofAPool);
	}

	@ParameterizedTest
	@ValueSource(strings = { "port=http", "overflow=drop", "io.transport=dpdk", "handler.execution=fork",
			"framing.max-length=64 kibis", "ssl.handshake-timeout=soon", "charset=utf-9", "address=nowhere.invalid",
			"outbound.overflow=drop", "exchange.late-answers=wait", "half-close=perhaps" })
	void aValueOfAnotherTypeDoesNotBind(String setting) {
		String name = "netpool.tcp." + setting.split("=")[0];
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, setting.split("=")[1])))
			.havingRootCause()
			.isInstanceOf(Exception.class);
	}

	@ParameterizedTest
	@MethodSource
	void aDurationWithoutAUnitIsInSeconds(String name) {
		String component = camelCase(name.substring(name.lastIndexOf('.') + 1));
		assertThat(bind(Map.of(name, "61"))).asString().contains(component + "=PT1M1S");
	}

	static Stream<String> aDurationWithoutAUnitIsInSeconds() {
		ConfigurationMetadata metadata = ConfigurationMetadata.read();
		return metadata.names()
			.stream()
			.filter((name) -> name.startsWith("netpool.tcp."))
			.filter((name) -> metadata.property(name).type().equals(Duration.class.getName()));
	}

	@ParameterizedTest
	@CsvSource({ "ssl.pem=server.pem, true", "ssl.bundle=server, true", "ssl.key=server.key, false" })
	void tlsIsOnWhereACertificateIsSet(String setting, boolean on) {
		assertThat(bind(Map.of("netpool.tcp." + setting.split("=")[0], setting.split("=")[1])).ssl().isOn())
			.isEqualTo(on);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void tlsIsAsItIsSet(boolean enabled) {
		assertThat(bind(Map.of("netpool.tcp.ssl.enabled", enabled, "netpool.tcp.ssl.pem", "server.pem")).ssl().isOn())
			.isEqualTo(enabled);
		assertThat(bind(Map.of("netpool.tcp.ssl.enabled", enabled)).ssl().isOn()).isEqualTo(enabled);
	}

	private static Map<String, Object> everySetting() {
		Map<String, Object> settings = new LinkedHashMap<>();
		settings.put("netpool.tcp.address", "127.0.0.2");
		settings.put("netpool.tcp.port", "9001");
		settings.put("netpool.tcp.acceptors", "7");
		settings.put("netpool.tcp.overflow", "increase");
		settings.put("netpool.tcp.increase-by", "8");
		settings.put("netpool.tcp.max-acceptors", "90");
		settings.put("netpool.tcp.refusal", "busy");
		settings.put("netpool.tcp.shutdown-message", "bye");
		settings.put("netpool.tcp.backlog", "11");
		settings.put("netpool.tcp.charset", "ISO-8859-1");
		settings.put("netpool.tcp.half-close", "true");
		settings.put("netpool.tcp.io.transport", "io-uring");
		settings.put("netpool.tcp.io.threads", "3");
		settings.put("netpool.tcp.io.warn-after", "8s");
		settings.put("netpool.tcp.framing.mode", "line");
		settings.put("netpool.tcp.framing.max-length", "1KB");
		settings.put("netpool.tcp.framing.terminator", "crlf");
		settings.put("netpool.tcp.framing.delimiter[0]", "a");
		settings.put("netpool.tcp.framing.delimiter[1]", "b");
		settings.put("netpool.tcp.framing.keep-delimiter", "true");
		settings.put("netpool.tcp.framing.length", "14");
		settings.put("netpool.tcp.framing.length-field.offset", "1");
		settings.put("netpool.tcp.framing.length-field.size", "2");
		settings.put("netpool.tcp.framing.length-field.adjustment", "3");
		settings.put("netpool.tcp.framing.length-field.strip", "false");
		settings.put("netpool.tcp.framing.length-field.byte-order", "little-endian");
		settings.put("netpool.tcp.framing.length-field.includes-itself", "true");
		settings.put("netpool.tcp.framing.length-field.varint", "true");
		settings.put("netpool.tcp.framing.length-field.max-size", "4");
		settings.put("netpool.tcp.framing.length-field.decimal", "true");
		settings.put("netpool.tcp.framing.start", "s");
		settings.put("netpool.tcp.framing.end", "e");
		settings.put("netpool.tcp.framing.skip", "\\n");
		settings.put("netpool.tcp.framing.flag", "f");
		settings.put("netpool.tcp.framing.escapes", "a=bc, b=bd");
		settings.put("netpool.tcp.framing.checksum.algorithm", "crc-16-x25");
		settings.put("netpool.tcp.framing.checksum.byte-order", "little-endian");
		settings.put("netpool.tcp.framing.checksum.covers", "length");
		settings.put("netpool.tcp.framing.invalid-frames", "drop");
		settings.put("netpool.tcp.framing.last-reply", "error\\n");
		settings.put("netpool.tcp.detect.start", "d,e");
		settings.put("netpool.tcp.routing.offset", "19");
		settings.put("netpool.tcp.routing.length", "20");
		settings.put("netpool.tcp.framing.unterminated", "true");
		settings.put("netpool.tcp.routing.by", "json-property");
		settings.put("netpool.tcp.routing.case-sensitive", "false");
		settings.put("netpool.tcp.routing.property", "kind");
		settings.put("netpool.tcp.handler.execution", "event-loop");
		settings.put("netpool.tcp.handler.threads", "12");
		settings.put("netpool.tcp.handler.queue", "13");
		settings.put("netpool.tcp.handler.reply-timeout", "8s");
		settings.put("netpool.tcp.handler.close-on-error", "true");
		settings.put("netpool.tcp.handler.warn-after", "9s");
		settings.put("netpool.tcp.handler.logging-context", "true");
		settings.put("netpool.tcp.outbound.max-pending", "2KB");
		settings.put("netpool.tcp.outbound.overflow", "disconnect");
		settings.put("netpool.tcp.exchange.timeout", "11");
		settings.put("netpool.tcp.exchange.max-open", "12");
		settings.put("netpool.tcp.exchange.late-answers", "drop");
		settings.put("netpool.tcp.exchange.correlation", "serials");
		settings.put("netpool.tcp.limits.connections-per-address", "15");
		settings.put("netpool.tcp.limits.allow", "10.0.0.0/8,::1");
		settings.put("netpool.tcp.limits.deny", "10.0.0.1");
		settings.put("netpool.tcp.limits.accepts-per-second", "16");
		settings.put("netpool.tcp.limits.messages-per-second", "17");
		settings.put("netpool.tcp.limits.messages-overflow", "disconnect");
		settings.put("netpool.tcp.limits.max-buffered", "18MB");
		settings.put("netpool.tcp.proxy-protocol.mode", "required");
		settings.put("netpool.tcp.proxy-protocol.trusted", "10.0.0.2,10.1.0.0/16");
		settings.put("netpool.tcp.proxy-protocol.timeout", "7s");
		settings.put("netpool.tcp.timeout.idle", "1m");
		settings.put("netpool.tcp.timeout.read-idle", "90s");
		settings.put("netpool.tcp.timeout.first-message", "2s");
		settings.put("netpool.tcp.timeout.frame", "3s");
		settings.put("netpool.tcp.timeout.write", "4s");
		settings.put("netpool.tcp.heartbeat.interval", "30s");
		settings.put("netpool.tcp.heartbeat.message", "beat");
		settings.put("netpool.tcp.authentication.required", "true");
		settings.put("netpool.tcp.authentication.timeout", "5s");
		settings.put("netpool.tcp.socket.no-delay", "false");
		settings.put("netpool.tcp.socket.keep-alive", "true");
		settings.put("netpool.tcp.ssl.enabled", "true");
		settings.put("netpool.tcp.ssl.pem", "server.pem");
		settings.put("netpool.tcp.ssl.key", "server.key");
		settings.put("netpool.tcp.ssl.key-password", "secret");
		settings.put("netpool.tcp.ssl.trust", "clients.pem");
		settings.put("netpool.tcp.ssl.client-auth", "need");
		settings.put("netpool.tcp.ssl.bundle", "server");
		settings.put("netpool.tcp.ssl.server-names.mail", "other");
		settings.put("netpool.tcp.ssl.application-protocols", "h2,mqtt");
		settings.put("netpool.tcp.ssl.reload-interval", "6s");
		settings.put("netpool.tcp.connection.max-age", "6h");
		settings.put("netpool.tcp.connection.max-age-jitter", "1h");
		settings.put("netpool.tcp.ssl.start-tls", "true");
		settings.put("netpool.tcp.ssl.handshake-timeout", "5s");
		settings.put("netpool.tcp.connection-events", "true");
		settings.put("netpool.tcp.observation.enabled", "true");
		settings.put("netpool.tcp.observation.trace-property", "trace");
		settings.put("netpool.tcp.wiretap", "true");
		return settings;
	}

	private static PoolProperties everySettingBound() throws Exception {
		return new PoolProperties(InetAddress.getByName("127.0.0.2"), 9001, 7, Overflow.INCREASE, 8, 90, "busy", "bye",
				11, StandardCharsets.ISO_8859_1, true,
				new PoolProperties.Io(Transport.IO_URING, 3, Duration.ofSeconds(8)),
				new PoolProperties.Framing("line", DataSize.ofKilobytes(1), LineTerminator.CRLF, List.of("a", "b"),
						true, 14,
						new PoolProperties.LengthPrefix(1, 2, 3, false, Endianness.LITTLE_ENDIAN, true, true, 4, true),
						"s", "e", "f", List.of("a=bc", "b=bd"),
						new PoolProperties.Checksum(ChecksumAlgorithm.CRC_16_X25, Endianness.LITTLE_ENDIAN,
								ChecksumScope.LENGTH),
						InvalidFrames.DROP, "error\\n", "\\n", true),
				new PoolProperties.Detect(List.of("d", "e")),
				new PoolProperties.Routing("json-property", false, "kind", 19, 20),
				new PoolProperties.Handler(HandlerExecution.EVENT_LOOP, 12, 13, Duration.ofSeconds(8), true,
						Duration.ofSeconds(9), true),
				new PoolProperties.Outbound(DataSize.ofKilobytes(2), OutboundOverflow.DISCONNECT),
				new PoolProperties.Exchange(Duration.ofSeconds(11), 12, LateAnswers.DROP, "serials"),
				new PoolProperties.Limits(15, List.of("10.0.0.0/8", "::1"), List.of("10.0.0.1"), 16, 17,
						MessagesOverflow.DISCONNECT, DataSize.ofMegabytes(18)),
				new PoolProperties.ProxyProtocol(ProxyMode.REQUIRED, List.of("10.0.0.2", "10.1.0.0/16"),
						Duration.ofSeconds(7)),
				new PoolProperties.Timeout(Duration.ofMinutes(1), Duration.ofSeconds(90), Duration.ofSeconds(2),
						Duration.ofSeconds(3), Duration.ofSeconds(4)),
				new PoolProperties.Connection(Duration.ofHours(6), Duration.ofHours(1)),
				new PoolProperties.Heartbeat(Duration.ofSeconds(30), "beat"),
				new PoolProperties.Authentication(true, Duration.ofSeconds(5)), new PoolProperties.Socket(false, true),
				new PoolProperties.Ssl(true, "server.pem", "server.key", "secret", "clients.pem",
						ClientAuthentication.NEED, "server", Map.of("mail", "other"), List.of("h2", "mqtt"),
						Duration.ofSeconds(6), true, Duration.ofSeconds(5)),
				true, new PoolProperties.Observation(true, "trace"), true);
	}

	private static Map<String, Object> renamed(UnaryOperator<String> renaming) {
		Map<String, Object> renamed = new LinkedHashMap<>();
		EVERY_SETTING.forEach((name, value) -> renamed.put(renaming.apply(name), value));
		return renamed;
	}

	private static String camelCase(String name) {
		return Pattern.compile("-(.)").matcher(name).replaceAll((match) -> match.group(1).toUpperCase(Locale.ROOT));
	}

	private static PoolProperties bind(Map<String, ?> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("netpool.tcp",
				PoolProperties.class);
	}

}
