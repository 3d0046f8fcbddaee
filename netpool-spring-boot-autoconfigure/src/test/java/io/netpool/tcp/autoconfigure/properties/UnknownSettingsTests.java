package io.netpool.tcp.autoconfigure.properties;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link UnknownSettings}.
 */
class UnknownSettingsTests {

	@ParameterizedTest
	@CsvSource({ "netpool.tcp.prot, netpool.tcp.port", "netpool.tcp.acceptor, netpool.tcp.acceptors",
			"netpool.tpc.port, netpool.tcp.port", "netpool.port, netpool.tcp.port",
			"netpool.tcp.pools.x.portt, netpool.tcp.pools.x.port", "netpool.tcp.pool.x.port, netpool.tcp.pools.x.port",
			"netpool.tcp.pools.x.max-length, netpool.tcp.pools.x.framing.max-length",
			"netpool.tcp.framing.max-lenght, netpool.tcp.framing.max-length",
			"netpool.tcp.frame.mode, netpool.tcp.framing.mode",
			"netpool.tcp.framing.lengthfield.bytes-order, netpool.tcp.framing.length-field.byte-order",
			"netpool.tcp.limits.alow[0], netpool.tcp.limits.allow",
			"netpool.tcp.ssl.server-name.mail, netpool.tcp.ssl.server-names.mail",
			"netpool.cluster.leas, netpool.cluster.lease", "netpool.tcp.max-age, netpool.tcp.connection.max-age" })
	void anUnknownSettingIsRefusedWithTheNearestOne(String unknown, String nearest) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> UnknownSettings.check(environment(unknown)))
			.withMessage("Setting '" + unknown + "' does not exist")
			.satisfies((ex) -> assertThat(ex.remedy())
				.isEqualTo("Use '" + nearest + "' if that is what is meant, or remove '" + unknown + "'."))
			.satisfies((ex) -> assertThat(ex.getOrigin()).asString().contains(unknown));
	}

	@ParameterizedTest
	@ValueSource(strings = { "netpool.tcp.colour", "netpool.mail.transfer-agent", "netpool.tcp.handler.timeout",
			"netpool.tcp.port.number", "netpool.tcp.acceptors[0]", "netpool.tcp.limits.allow.first" })
	void anUnknownSettingWithoutASimilarOneIsRefused(String unknown) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> UnknownSettings.check(environment(unknown)))
			.withMessage("Setting '" + unknown + "' does not exist")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo("Correct its name, or remove it."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "netpool.tcp.port", "netpool.tcp.maxAcceptors", "netpool.tcp.max_acceptors",
			"netpool.tcp.MAX-ACCEPTORS", "netpool.tcp.framing", "netpool.tcp.pools.my-pool.port",
			"netpool.tcp.pools[my-pool].framing.delimiter[1]", "netpool.tcp.limits.allow[10]",
			"netpool.tcp.limits.allow", "netpool.tcp.ssl.server-names[*.example.org]",
			"netpool.tcp.pools.x.ssl.server-names.mail.example.org", "netpool.tcp.detect.start[0]",
			"netpool.cluster.maxPending", "netpool.tcp.enabled", "netpool.tcp.pools", "netpool", "netpools.tcp.prot",
			"management.health.netpool.prot" })
	void aSettingMayBeWrittenInAnyWayThatIsBound(String known) {
		assertThatNoException().isThrownBy(() -> UnknownSettings.check(environment(known)));
	}

	@Test
	void aSettingWithoutAValueIsKnown() {
		assertThatNoException().isThrownBy(() -> TestPools.of("address=", "framing.start=", "framing.mode=start-end",
				"ssl.enabled=", "limits.allow="));
	}

	@Test
	void aSettingOfAllPoolsKeepsItsErrorInANamedPool() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestPools.of("pools.x.port=0", "pools.x.shutdown=immediate"))
			.withMessageContaining("has no effect for a single pool");
	}

	@Test
	void aMisspelledPortIsNotCalledMissing() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TestPools.of("pools.x.portt=9001"))
			.withMessage("Setting 'netpool.tcp.pools.x.portt' does not exist");
	}

	@ParameterizedTest
	@EnumSource(names = "ENVIRONMENT", mode = EnumSource.Mode.EXCLUDE)
	void anySourceThatAnApplicationWritesIsChecked(TestSource source) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(source.load("written", Map.of("netpool.tcp.prot", 9001)));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> UnknownSettings.check(environment))
			.withMessage("Setting 'netpool.tcp.prot' does not exist");
	}

	@Test
	void variablesAndSystemPropertiesOfOthersAreNotChecked() {
		StandardEnvironment environment = new StandardEnvironment();
		replace(environment,
				new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						Map.of("NETPOOL_PORT_9000_TCP", "tcp://10.0.0.1:9000")));
		replace(environment, new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
				Map.of("netpool.home", "/opt/netpool")));
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("more", Map.of("NETPOOL_SERVICE_HOST", "10.0.0.1")));
		assertThatNoException().isThrownBy(() -> UnknownSettings.check(environment));
	}

	private static void replace(StandardEnvironment environment, PropertySource<?> source) {
		environment.getPropertySources().replace(source.getName(), source);
	}

	private static StandardEnvironment environment(String key) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("written", Map.of(key, "")));
		return environment;
	}

}
