package io.netpool.tcp.autoconfigure.properties;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class IneffectiveSettingsTests {

	private static final List<String> FRAMINGS = List.of("raw", "line", "delimiter", "length-field", "fixed-length",
			"start-end", "octet-counting", "flag", "slip", "hdlc", "jt808", "modbus-rtu");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			increase-by=50                | overflow=increase
			max-acceptors=90              | overflow=increase
			shutdown-message=bye          | shutdown=graceful
			framing.terminator=lf         | framing.mode=line
			framing.delimiter=a           | framing.mode=delimiter
			framing.delimiter[0]=a        | framing.mode=delimiter
			framing.keep-delimiter=true   | framing.mode=delimiter
			framing.length=1              | framing.mode=fixed-length
			framing.length-field.offset=1 | framing.mode=length-field
			framing.length-field.size=2   | framing.mode=length-field
			framing.length-field.adjustment=1 | framing.mode=length-field
			framing.length-field.strip=false | framing.mode=length-field
			framing.length-field.byte-order=little-endian | framing.mode=length-field
			framing.length-field.includes-itself=true | framing.mode=length-field
			framing.length-field.varint=true | framing.mode=length-field
			framing.length-field.max-size=4 | framing.mode=length-field
			framing.length-field.decimal=true | framing.mode=length-field
			framing.unterminated=true     | framing.mode=line
			framing.unterminated=true     | framing.mode=delimiter
			framing.unterminated=true     | framing.mode=octet-counting
			framing.start=a               | framing.mode=start-end
			framing.end=b                 | framing.mode=start-end
			framing.flag=a                | framing.mode=flag
			routing.property=kind         | routing.by=json-property
			handler.threads=9             | handler.execution=platform
			limits.messages-overflow=disconnect | limits.messages-per-second=10
			proxy-protocol.trusted=::1    | proxy-protocol.mode=optional
			proxy-protocol.trusted[0]=::1 | proxy-protocol.mode=required
			proxy-protocol.timeout=1s     | proxy-protocol.mode=required
			authentication.timeout=1s     | authentication.required=true
			ssl.server-names.mail=mail    | ssl.bundle=server
			ssl.application-protocols=h2  | ssl.pem=server.pem
			ssl.start-tls=true            | ssl.pem=server.pem
			ssl.handshake-timeout=1s      | ssl.bundle=server
			ssl.reload-interval=1s        | ssl.pem=server.pem
			""")
	void aSettingHasAnEffectOnlyWithAnother(String setting, String other) {
		String needed = setting.contains("max-size") ? "framing.length-field.varint=true" : "port=0";
		assertThatNoException().isThrownBy(() -> TestPools.of(setting, other, needed));
		String without = switch (other.split("=")[0]) {
			case "handler.execution" -> "handler.execution=event-loop";
			case "shutdown" -> "shutdown=immediate";
			default -> "port=0";
		};
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TestPools.of(setting, without))
			.withMessageStartingWith("Setting 'netpool.tcp." + key(setting) + "' has no effect unless 'netpool.tcp.")
			.satisfies((ex) -> assertThat(ex.remedy()).startsWith("Set 'netpool.tcp.")
				.endsWith(", or remove 'netpool.tcp." + key(setting) + "'."))
			.satisfies((ex) -> assertThat(ex.getOrigin()).asString().contains("netpool.tcp." + setting.split("=")[0]));
	}

	/**
	 * The key of a setting, of one that is a list or a map that of the whole.
	 */
	private static String key(String setting) {
		return setting.split("=")[0].replaceFirst("\\[0]|\\.mail", "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					refusal=busy                  | overflow=wait            | where 'netpool.tcp.overflow' is wait
					refusal=busy                  | ssl.bundle=server        | where connections begin with TLS
					handler.threads=9             | handler.execution=virtual | unless 'netpool.tcp.handler.execution' is auto or platform
					framing.max-length=1KB        | framing.mode=fixed-length | where 'netpool.tcp.framing.mode' is fixed-length
					framing.length-field.size=2   | framing.length-field.varint=true | where 'netpool.tcp.framing.length-field.varint' is true
					framing.length-field.byte-order=big-endian | framing.length-field.varint=true | where 'netpool.tcp.framing.length-field.varint' is true
					framing.length-field.decimal=true | framing.length-field.varint=true | where 'netpool.tcp.framing.length-field.varint' is true
					framing.length-field.max-size=4 | framing.mode=length-field | unless 'netpool.tcp.framing.length-field.varint' is true
					framing.length-field.byte-order=big-endian | framing.length-field.decimal=true | where 'netpool.tcp.framing.length-field.decimal' is true
					framing.max-length=1KB        | framing.mode=modbus-rtu  | where 'netpool.tcp.framing.mode' is modbus-rtu
					framing.escapes=slip          | framing.mode=modbus-rtu  | where 'netpool.tcp.framing.mode' is raw or modbus-rtu
					framing.checksum.algorithm=xor | framing.mode=raw        | where 'netpool.tcp.framing.mode' is raw or modbus-rtu
					framing.checksum.covers=payload | framing.mode=slip      | unless 'netpool.tcp.framing.checksum.algorithm' is set
					framing.invalid-frames=drop   | framing.mode=line        | unless 'netpool.tcp.framing.checksum.algorithm' or 'netpool.tcp.framing.escapes' is set
					routing.case-sensitive=true   | routing.by=bytes         | where 'netpool.tcp.routing.by' is bytes
					routing.offset=1              | routing.by=first-word    | unless 'netpool.tcp.routing.by' is bytes
					framing.last-reply=e          | framing.mode=raw         | where 'netpool.tcp.framing.mode' is raw
					framing.last-reply=e          | framing.mode=fixed-length | where 'netpool.tcp.framing.mode' is fixed-length without a checksum or escapes
					framing.skip=a                | framing.mode=raw         | where 'netpool.tcp.framing.mode' is raw
					ssl.reload-interval=1s        | ssl.bundle=server        | unless 'netpool.tcp.ssl.pem' is set
					observation.trace-property=t  | observation.enabled=false | where 'netpool.tcp.observation.enabled' is false
					framing.terminator=lf         | framing.mode=raw         | unless 'netpool.tcp.framing.mode' is line
					""")
	void aSettingHasNoEffectWithAnother(String setting, String other, String condition) {
		String mode = other.contains("length-field.") ? "framing.mode=length-field" : "port=0";
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TestPools.of(setting, other, mode))
			.withMessage("Setting 'netpool.tcp." + key(setting) + "' has no effect " + condition)
			.satisfies((ex) -> assertThat(ex.remedy()).endsWith("emove 'netpool.tcp." + key(setting) + "'."));
	}

	/**
	 * Each setting of one framing, with every framing that has no use for it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "line: terminator=lf, delimiter: delimiter=a, fixed-length: length=4, flag: flag=a",
			"length-field: length-field.size=2, start-end: start=a, start-end: end=b" })
	void aSettingOfAFramingThatIsNotChosenHasNoEffect(String settings) {
		for (String setting : settings.split(", ")) {
			String[] parts = setting.split(": ");
			for (String mode : FRAMINGS) {
				boolean used = mode.equals(parts[0]) || mode.equals("length-field") && parts[0].equals("start-end");
				assertThatExceptionOfType(InvalidSettingException.class).as("%s with mode %s", setting, mode)
					.isThrownBy(() -> {
						TestPools.of("framing." + parts[1], "framing.mode=" + mode);
						throw new InvalidSettingException("none", null, "is used", "", null, null);
					})
					.withMessageContaining(used ? "is used" : key("framing." + parts[1]) + "' has no effect unless");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "overflow=refuse", "overflow=increase", "ssl.start-tls=true" })
	void aRefusalHasAnEffectWhereItCanBeSent(String other) {
		assertThatNoException().isThrownBy(
				() -> TestPools.of("refusal=busy", other, other.startsWith("ssl") ? "ssl.bundle=server" : "port=0"));
	}

	@Test
	void aDefaultIsNotWritten() {
		assertThatNoException().isThrownBy(TestPools::of);
	}

	@Test
	void theOtherSettingsOfTlsMayStayWhereItIsDisabled() {
		assertThatNoException().isThrownBy(() -> TestPools.of("ssl.enabled=false", "ssl.application-protocols=h2",
				"ssl.start-tls=true", "ssl.reload-interval=1s", "ssl.server-names.mail=mail"));
	}

	@Test
	void aNamedPoolMayDisableTheTlsThatItInherits() {
		assertThat(TestPools
			.of("port=0", "ssl.bundle=server", "ssl.application-protocols=h2", "pools.admin.port=0",
					"pools.admin.ssl.enabled=false")
			.get("admin")
			.properties()
			.ssl()
			.isOn()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "port=0", "pools.other.port=0" })
	void underTheRootItIsEnoughThatOnePoolUsesIt(String otherPool) {
		assertThatNoException().isThrownBy(
				() -> TestPools.of(otherPool, "increase-by=10", "pools.admin.port=0", "pools.admin.overflow=increase"));
	}

	@Test
	void underTheRootItIsAnErrorIfNoPoolUsesIt() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestPools.of("overflow=increase", "increase-by=10", "pools.admin.port=0",
					"pools.admin.overflow=refuse"))
			.withMessage("Setting 'netpool.tcp.increase-by' has no effect unless "
					+ "'netpool.tcp.pools.admin.overflow' is increase");
	}

	@Test
	void aPoolThatSetsItItselfDoesNotUseTheOneOfTheRoot() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestPools.of("port=0", "increase-by=10", "pools.admin.port=0",
					"pools.admin.overflow=increase", "pools.admin.increase-by=5"))
			.withMessageStartingWith("Setting 'netpool.tcp.increase-by' has no effect");
	}

	@Test
	void forANamedPoolItMustHaveAnEffectInThatPool() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestPools.of("port=0", "overflow=increase", "pools.admin.port=0",
					"pools.admin.overflow=refuse", "pools.admin.increase-by=5"))
			.withMessage("Setting 'netpool.tcp.pools.admin.increase-by' has no effect unless "
					+ "'netpool.tcp.pools.admin.overflow' is increase")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo("Set 'netpool.tcp.pools.admin.overflow' to increase, "
					+ "or remove 'netpool.tcp.pools.admin.increase-by'."));
	}

	@Test
	void forANamedPoolItMayHaveItsEffectByWhatIsInherited() {
		assertThatNoException()
			.isThrownBy(() -> TestPools.of("overflow=increase", "pools.admin.port=0", "pools.admin.increase-by=5"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "enabled=false", "shutdown=immediate", "pools.inner.port=0" })
	void aSettingOfAllPoolsHasNoEffectForOne(String setting) {
		String name = Stream.of(setting.split("[.=]")).findFirst().orElseThrow();
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestPools.of("pools.admin.port=0", "pools.admin." + setting))
			.withMessage("Setting 'netpool.tcp.pools.admin." + name + "' has no effect for a single pool")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("'netpool.tcp." + name + "'"));
	}

}
