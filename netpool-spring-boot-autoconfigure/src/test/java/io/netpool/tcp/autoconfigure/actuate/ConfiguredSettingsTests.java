package io.netpool.tcp.autoconfigure.actuate;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.TestPools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ConfiguredSettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			port                           | 9000
			overflow                       | refuse
			charset                        | UTF-8
			io.transport                   | auto
			framing.max-length             | 65536B
			framing.length-field.byte-order | big-endian
			timeout.write                  | PT1M
			half-close                     | false
			""")
	void aSettingThatIsNotSetHasItsDefault(String name, String value) {
		assertThat(values("default")).containsEntry("netpool.tcp." + name, value);
	}

	@Test
	void whatHasNoValueIsLeftOut() {
		assertThat(values("default")).doesNotContainKeys("netpool.tcp.ssl.pem", "netpool.tcp.address",
				"netpool.tcp.limits.allow", "netpool.tcp.timeout.idle");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			address=127.0.0.2           | address                       | 127.0.0.2
			io.transport=IO_URING       | io.transport                  | io-uring
			limits.deny=::1,::2         | limits.deny                   | ::1,::2
			timeout.idle=90s            | timeout.idle                  | PT1M30S
			refusal=${greeting:busy}    | refusal                       | busy
			""")
	void aSettingThatIsSetIsWhatBinds(String setting, String name, String value) {
		assertThat(values("default", setting)).containsEntry("netpool.tcp." + name, value);
	}

	@Test
	void aNamedPoolHasItsOwnKeysAndWhatItInherits() {
		assertThat(values("admin", "acceptors=7", "pools.admin.port=9001"))
			.containsEntry("netpool.tcp.pools.admin.port", "9001")
			.containsEntry("netpool.tcp.pools.admin.acceptors", "7")
			.containsEntry("netpool.tcp.pools.admin.backlog", "1024")
			.doesNotContainKey("netpool.tcp.port");
	}

	@ParameterizedTest
	@CsvSource({ "acceptors=3, none", "ssl.pem=server.pem, tls", "ssl.bundle=server, tls" })
	void itKnowsWhetherTheConnectionsAreSecured(String setting, String tls) {
		assertThat(configured(setting).tls("default")).isEqualTo(tls);
	}

	@Test
	void itKnowsWhetherTlsStartsLater() {
		assertThat(configured("ssl.bundle=server", "ssl.start-tls=true").tls("default")).isEqualTo("start-tls");
	}

	@ParameterizedTest
	@CsvSource({ "netpool.tcp.pools.admin.port, true", "netpool.tcp.pools.admin.acceptors, true",
			"netpool.tcp.pools.admin.limits.deny, true", "netpool.tcp.pools.admin.backlog, false" })
	void rulesAreToldWhereASettingWasSet(String key, boolean set) {
		SanitizableData data = configured("acceptors=7", "limits.deny[0]=::1", "pools.admin.port=9001").values("admin")
			.stream()
			.filter((value) -> value.getKey().equals(key))
			.findFirst()
			.orElseThrow();
		assertThat(data.getPropertySource() != null && data.getPropertySource().getName().equals("test"))
			.isEqualTo(set);
	}

	private static Map<String, Object> values(String pool, String... settings) {
		return configured(settings).values(pool)
			.stream()
			.collect(Collectors.toMap(SanitizableData::getKey, SanitizableData::getValue));
	}

	private static ConfiguredSettings configured(String... settings) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("netpool.tcp.port", "9000");
		Stream.of(settings)
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> properties.put("netpool.tcp." + setting[0], setting[1]));
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return ConfiguredSettings.of(TestPools.of(environment), environment);
	}

}
