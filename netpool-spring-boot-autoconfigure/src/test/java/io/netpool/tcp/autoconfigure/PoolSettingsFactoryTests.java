package io.netpool.tcp.autoconfigure;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpHeartbeat;
import io.netpool.tcp.TcpPool;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.TestPools;
import io.netpool.tcp.autoconfigure.tls.CertificateFileWatcher;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MaxAge;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.SocketSettings;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.settings.WatchSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolSettingsFactoryTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@Test
	void thePoolHasItsName() {
		assertThat(settings(Map.of()).name()).isEqualTo("default");
	}

	@Test
	void withoutAnAddressItListensOnEveryAddress() {
		assertThat(settings(Map.of()).address()).isEqualTo(new InetSocketAddress(9000));
	}

	@Test
	void itListensOnTheAddressAndPortThatAreSet() {
		assertThat(settings(Map.of("address", "127.0.0.2", "port", "7")).address())
			.isEqualTo(new InetSocketAddress("127.0.0.2", 7));
	}

	@Test
	void theBacklogArrives() {
		assertThat(settings(Map.of("backlog", "11")).backlog()).isEqualTo(11);
	}

	@Test
	void theAcceptorsArrive() {
		AcceptorSettings acceptors = settings(
				Map.of("acceptors", "7", "overflow", "increase", "increase-by", "8", "max-acceptors", "90"))
			.acceptors();
		assertThat(acceptors).isEqualTo(new AcceptorSettings(7, Overflow.INCREASE, 8, 90, null));
	}

	@Test
	void withoutAMaximumThereMayBe65536Acceptors() {
		assertThat(settings(Map.of()).acceptors().max()).isEqualTo(65536);
	}

	@Test
	void withoutAMaximumThereMayBeAsManyAcceptorsAsThereAreAtFirst() {
		assertThat(settings(Map.of("acceptors", "100000")).acceptors().max()).isEqualTo(100000);
	}

	@Test
	void theRefusalIsInThePoolsCharset() {
		assertThat(settings(Map.of("refusal", "voll, schön", "charset", "ISO-8859-1")).acceptors().refusal())
			.isEqualTo("voll, schön".getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	void theTransportArrives() {
		assertThat(settings(Map.of("io.transport", "nio")).transport()).isEqualTo(Transport.NIO);
	}

	@Test
	void theNumberOfIoThreadsArrives() {
		assertThat(settings(Map.of("io.threads", "3")).ioThreads()).isEqualTo(3);
	}

	@Test
	void withoutANumberThereIsAnIoThreadForEachProcessor() {
		assertThat(settings(Map.of()).ioThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
	}

	@Test
	void theCharsetArrives() {
		assertThat(settings(Map.of("charset", "ISO-8859-1")).charset()).isEqualTo(StandardCharsets.ISO_8859_1);
	}

	@Test
	void theQueueArrives() {
		assertThat(settings(Map.of("handler.queue", "13")).lanes().queue()).isEqualTo(13);
	}

	@Test
	void whenToNameWhatIsStuckArrives() {
		assertThat(settings(Map.of("handler.warn-after", "7s", "io.warn-after", "3s")).watch())
			.isEqualTo(new WatchSettings(Duration.ofSeconds(7), Duration.ofSeconds(3)));
		assertThat(settings(Map.of("handler.warn-after", "0", "io.warn-after", "0")).watch())
			.isEqualTo(WatchSettings.none());
	}

	@Test
	void whatMayWaitForASlowClientArrives() {
		assertThat(settings(Map.of("outbound.max-pending", "2KB", "outbound.overflow", "disconnect")).outbound())
			.isEqualTo(new OutboundSettings(2048, OutboundOverflow.DISCONNECT));
	}

	@Test
	void whoMayConnectArrives() {
		LimitSettings limits = settings(Map.of("limits.connections-per-address", 3, "limits.allow", "10.0.0.0/8, ::1",
				"limits.deny", "10.0.0.1", "limits.accepts-per-second", 4, "limits.messages-per-second", 5,
				"limits.messages-overflow", "disconnect"))
			.limits();
		assertThat(limits.connectionsPerAddress()).isEqualTo(3);
		assertThat(limits.allow()).extracting(CidrRange::toString).containsExactly("10.0.0.0/8", "::1");
		assertThat(limits.deny()).extracting(CidrRange::toString).containsExactly("10.0.0.1");
		assertThat(limits.acceptsPerSecond()).isEqualTo(4);
		assertThat(limits.messagesPerSecond()).isEqualTo(5);
		assertThat(limits.messagesOverflow()).isEqualTo(MessagesOverflow.DISCONNECT);
		assertThat(settings(Map.of()).limits())
			.isEqualTo(new LimitSettings(0, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE, 40 * 1024 * 1024));
	}

	@Test
	void whatIsInheritedIsLeftOutByZeroOrAnEmptyText() {
		PoolSettings settings = settings(Map.of("limits.connections-per-address", 0, "limits.accepts-per-second", 0,
				"limits.messages-per-second", 0, "limits.allow", "", "refusal", "", "shutdown-message", ""));
		assertThat(settings.limits()).isEqualTo(settings(Map.of()).limits());
		assertThat(settings.acceptors().refusal()).isNull();
		assertThat(settings.shutdownMessage()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "limits.allow", "limits.deny", "proxy-protocol.trusted" })
	void whatIsNoRangeOfAddressesIsRefused(String name) {
		Map<String, String> settings = new HashMap<>(Map.of(name, "10.0.0.0/8,office.example"));
		withEffect(name).forEach(settings::putIfAbsent);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> settings(settings))
			.withMessage("Setting 'netpool.tcp." + name + "' has the value 'office.example', "
					+ "which is not an address or CIDR range: 'office.example' is not an IP address")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("10.0.0.0/8"));
	}

	@Test
	void theProxiesInFrontArrive() {
		ProxySettings proxy = settings(Map.of("proxy-protocol.mode", "optional", "proxy-protocol.trusted",
				"10.0.0.2, fd00::/8", "proxy-protocol.timeout", "1s"))
			.proxy();
		assertThat(proxy.mode()).isEqualTo(ProxyMode.OPTIONAL);
		assertThat(proxy.trusted()).extracting(CidrRange::toString).containsExactly("10.0.0.2", "fd00::/8");
		assertThat(proxy.timeout()).isEqualTo(Duration.ofSeconds(1));
		assertThat(settings(Map.of()).proxy().mode()).isEqualTo(ProxyMode.OFF);
	}

	@ParameterizedTest
	@EnumSource(names = { "OPTIONAL", "REQUIRED" })
	void proxiesThatAreNotKnownAreNotBelieved(ProxyMode mode) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(Map.of("proxy-protocol.mode", mode)))
			.withMessage("Setting 'netpool.tcp.proxy-protocol.mode' has the value '" + mode
					+ "', which needs trusted proxies, since any client can send a PROXY header")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("'netpool.tcp.proxy-protocol.trusted'"));
	}

	@Test
	void howLongClientsAreWaitedForArrives() {
		assertThat(settings(Map.of("timeout.idle", "1m", "timeout.read-idle", "90s", "timeout.first-message", "2s",
				"timeout.frame", "3s", "timeout.write", "4s"))
			.timeouts())
			.isEqualTo(new TimeoutSettings(Duration.ofMinutes(1), Duration.ofSeconds(90), Duration.ofSeconds(2),
					Duration.ofSeconds(3), Duration.ofSeconds(4), null, null));
	}

	@Test
	void theMaximumAgeArrives() {
		assertThat(settings(Map.of("connection.max-age", "6h", "connection.max-age-jitter", "1h")).timeouts().maxAge())
			.isEqualTo(new MaxAge(Duration.ofHours(6), Duration.ofHours(1)));
		assertThat(settings(Map.of("connection.max-age", "100")).timeouts().maxAge())
			.isEqualTo(new MaxAge(Duration.ofSeconds(100), Duration.ofSeconds(10)));
		assertThat(settings(Map.of("connection.max-age", "0")).timeouts().maxAge()).isNull();
	}

	@Test
	void aJitterThatIsLongerThanTheMaximumAgeIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(Map.of("connection.max-age", "1m", "connection.max-age-jitter", "2m")))
			.withMessageContaining("is longer than 'netpool.tcp.connection.max-age'");
	}

	@Test
	void howLongALoginIsWaitedForArrivesWhereOneIsRequired() {
		assertThat(settings(Map.of("authentication.required", "true")).timeouts().authentication())
			.isEqualTo(Duration.ofSeconds(10));
		assertThat(settings(Map.of("authentication.required", "true", "authentication.timeout", "5s")).timeouts()
			.authentication()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void zeroIsNoTimeout() {
		assertThat(settings(Map.of("timeout.idle", "0", "timeout.write", "0s")).timeouts())
			.isEqualTo(TimeoutSettings.none());
	}

	@ParameterizedTest
	@CsvSource({ "true, false, false", "false, true, false", "false, false, true" })
	void theOptionsOfSocketsArrive(boolean noDelay, boolean keepAlive, boolean halfClose) {
		assertThat(settings(Map.of("socket.no-delay", noDelay, "socket.keep-alive", keepAlive, "half-close", halfClose))
			.socket()).isEqualTo(new SocketSettings(noDelay, keepAlive, halfClose));
	}

	@Test
	void withoutACertificateThereIsNoTls() {
		assertThat(settings(Map.of()).tls()).isNull();
	}

	@Test
	void rawTextIsNotCutWithinACharacterOfThePoolsCharset() throws TcpFramingException {
		FrameInput input = input(new byte[] { 'a', (byte) 0xc3 });
		assertThat(framing(Map.of(), MessageType.TEXT).next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(1);
	}

	@Test
	void rawTextOfAnotherCharsetHasOtherCharacters() throws TcpFramingException {
		FrameInput input = input(new byte[] { 'a', (byte) 0xc3 });
		assertThat(framing(Map.of("charset", "ISO-8859-1"), MessageType.TEXT).next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(2);
	}

	@Test
	void rawBytesHaveNoCharacters() throws TcpFramingException {
		FrameInput input = input(new byte[] { 'a', (byte) 0xc3 });
		assertThat(framing(Map.of(), MessageType.BYTES).next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(2);
	}

	@Test
	void rawMessagesAreCutAtTheMaximumLength() throws TcpFramingException {
		FrameInput input = input(new byte[40]);
		assertThat(framing(Map.of("framing.max-length", "32B"), MessageType.BYTES).next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(32);
	}

	@ParameterizedTest
	@EnumSource
	void linesAreCutAtTheirEnds(MessageType type) throws TcpFramingException {
		FrameInput input = input("one\r\ntwo\n".getBytes(StandardCharsets.US_ASCII));
		assertThat(framing(Map.of("framing.mode", "line"), type).next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(3);
	}

	@Test
	void aLineMayNotExceedTheMaximumLength() {
		TcpFraming framing = framing(Map.of("framing.mode", "line", "framing.max-length", "32B"), MessageType.TEXT);
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> framing.next(input(new byte[40])));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					port                 | -1      | is not between 0 and 65535           | Set it to a value from 0 to 65535.
					port                 | 65536   | is not between 0 and 65535           | Set it to a value from 0 to 65535.
					acceptors            | 0       | is less than 1                       | Set it to 1 or more.
					increase-by          | 0       | is less than 1                       | Set it to 1 or more.
					max-acceptors        | 1023    | is less than 'netpool.tcp.acceptors' (1024) | Set it to 1024 or more.
					backlog              | 0       | is less than 1                       | Set it to 1 or more.
					charset              | ISO-2022-CN | can be decoded but not encoded   | Set it to a charset such as UTF-8.
					io.threads           | 0       | is not between 1 and 1024            | Set it to a value from 1 to 1024.
					io.threads           | 1025    | is not between 1 and 1024            | Set it to a value from 1 to 1024.
					framing.mode         | lines   | is neither a mode nor the name of a TcpFraming bean | Set it to raw, line, delimiter, length-field, fixed-length, start-end, octet-counting, flag, slip, hdlc, jt808 or modbus-rtu.
					framing.max-length   | 15B     | is not between 16 bytes and 512MB    | Set it to the length of the longest message that you expect, such as 64KB.
					framing.max-length   | 513MB   | is not between 16 bytes and 512MB    | Set it to the length of the longest message that you expect, such as 64KB.
					handler.threads      | 0       | is less than 1                       | Set it to 1 or more.
					handler.queue        | 0       | is less than 1                       | Set it to 1 or more.
					outbound.max-pending | 0B      | is less than 1 byte                  | Set it to a size such as 1MB.
					outbound.max-pending | -1B     | is less than 1 byte                  | Set it to a size such as 1MB.
					limits.connections-per-address | -1 | is less than 0             | Set it to 0 or more.
					limits.accepts-per-second | -1 | is less than 0                       | Set it to 0 or more.
					limits.messages-per-second | -1 | is less than 0                      | Set it to 0 or more.
					timeout.idle         | -1s     | is less than a millisecond           | Set it to a duration such as 10s.
					handler.warn-after   | -1s     | is less than a millisecond           | Set it to a duration such as 10s.
					io.warn-after        | 1ns     | is less than a millisecond           | Set it to a duration such as 10s.
					timeout.write        | 1ns     | is less than a millisecond           | Set it to a duration such as 10s.
					proxy-protocol.timeout | 0s    | is less than a millisecond           | Set it to a duration such as 10s.
					ssl.handshake-timeout | 0s     | is less than a millisecond           | Set it to a duration such as 10s.
					authentication.timeout | 0s    | is less than a millisecond           | Set it to a duration such as 10s.
					""")
	void aValueThatCannotWorkIsRefused(String name, String value, String problem, String remedy) {
		Map<String, String> settings = new HashMap<>(Map.of(name, value));
		withEffect(name).forEach(settings::putIfAbsent);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> settings(settings))
			.withMessage("Setting 'netpool.tcp." + name + "' has the value '" + value + "', which " + problem)
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo(remedy));
	}

	/**
	 * The settings with which another one has an effect.
	 */
	private static Map<String, String> withEffect(String name) {
		return switch (name) {
			case "increase-by", "max-acceptors" -> Map.of("overflow", "increase");
			case "proxy-protocol.trusted", "proxy-protocol.timeout" ->
				Map.of("proxy-protocol.mode", "optional", "proxy-protocol.trusted", "::1");
			case "authentication.timeout" -> Map.of("authentication.required", "true");
			case "ssl.handshake-timeout" -> Map.of("ssl.bundle", "server");
			default -> Map.of();
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "IBM1047" })
	void aCharsetInWhichNoLineEndsIsRefusedForLines(String charset) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(Map.of("charset", charset, "framing.mode", "line")))
			.withMessage("Setting 'netpool.tcp.charset' has the value '" + charset
					+ "', which does not encode a line feed as the byte 0x0A, which framing 'line' needs")
			.satisfies((ex) -> assertThat(ex.remedy())
				.isEqualTo("Set it to a charset such as UTF-8, or set 'netpool.tcp.framing.mode' to raw."));
	}

	@Test
	void aCharsetInWhichNoLineEndsIsTakenForRawMessages() {
		assertThat(settings(Map.of("charset", "UTF-16")).charset()).isEqualTo(StandardCharsets.UTF_16);
	}

	@Test
	void thereMayBeNoMoreAcceptorsThanAtFirst() {
		assertThat(settings(Map.of("max-acceptors", "1024", "overflow", "increase")).acceptors().max()).isEqualTo(1024);
	}

	@Test
	void anErrorSaysTheValueAsItIsWritten() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(Map.of("timeout.idle", "${idle:-5s}")))
			.withMessage("Setting 'netpool.tcp.timeout.idle' has the value '-5s', which is less than a millisecond");
	}

	@ParameterizedTest
	@ValueSource(strings = { "port=0", "port=65535", "acceptors=1", "backlog=1", "io.threads=1", "io.threads=1024",
			"framing.max-length=16B", "framing.max-length=512MB", "handler.threads=1", "handler.queue=1",
			"outbound.max-pending=1B" })
	void aValueThatIsJustEnoughIsTaken(String setting) {
		assertThat(settings(Map.of(setting.split("=")[0], setting.split("=")[1]))).isNotNull();
	}

	@Test
	void anErrorOfANamedPoolNamesItsSetting() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> factory()
				.create(TestPools.of("port=0", "pools.admin.port=0", "pools.admin.backlog=0").get("admin")))
			.withMessageStartingWith("Setting 'netpool.tcp.pools.admin.backlog' has the value '0'");
	}

	@Test
	void anErrorOfAnInheritedSettingNamesTheKeyThatIsWritten() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> factory().create(TestPools.of("backlog=0", "pools.admin.port=0").get("admin")))
			.withMessageStartingWith("Setting 'netpool.tcp.backlog' has the value '0'")
			.satisfies((ex) -> assertThat(ex.getOrigin())
				.hasToString("\"netpool.tcp.backlog\" from property source \"test\""));
	}

	@Test
	void anErrorOfTwoSettingsNamesBothAsTheyAreWritten() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> factory().create(TestPools
				.of("overflow=increase", "max-acceptors=10", "pools.admin.port=0", "pools.admin.acceptors=20", "port=0",
						"acceptors=5")
				.get("admin")))
			.withMessage("Setting 'netpool.tcp.max-acceptors' has the value '10', which is less than "
					+ "'netpool.tcp.pools.admin.acceptors' (20)");
	}

	private static FrameInput input(byte[] bytes) {
		return new FrameInput(bytes, 0, bytes.length);
	}

	@Test
	void theHeartbeatIsThatOfThePool() {
		this.beans.registerSingleton("other", new HeartbeatOfAnotherPool());
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> settings(Map.of("heartbeat.interval", "30s")))
			.withMessageContaining("there is no message to send");
		TcpHeartbeat own = (connection) -> "beat";
		this.beans.registerSingleton("own", own);
		assertThat(settings(Map.of("heartbeat.interval", "30s")).heartbeat().message().apply(null)).isEqualTo("beat");
	}

	private TcpFraming framing(Map<String, ?> settings, MessageType type) {
		return settings(settings).framing().apply(type).forConnection();
	}

	private PoolSettings settings(Map<String, ?> settings) {
		return factory().create(TestPools.defaultPool(settings));
	}

	private PoolSettingsFactory factory() {
		return new PoolSettingsFactory(new MockEnvironment(), new DefaultResourceLoader(), this.beans,
				new CertificateFileWatcher());
	}

	@TcpPool("other")
	private static final class HeartbeatOfAnotherPool implements TcpHeartbeat {

		@Override
		public Object message(TcpConnection connection) {
			return "other";
		}

	}

}
