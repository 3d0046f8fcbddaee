package io.netpool.tcp.autoconfigure.properties;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingChecksTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void aSettingThatIsNotWrittenHasThePoolsOwnKey() {
		assertThat(checks("default").key("backlog")).isEqualTo("netpool.tcp.backlog");
		assertThat(checks("admin").key("backlog")).isEqualTo("netpool.tcp.pools.admin.backlog");
		assertThat(checks("admin").isWritten("backlog")).isFalse();
	}

	@Test
	void anInheritedSettingHasTheKeyThatIsWritten() throws Exception {
		yaml("netpool.tcp.backlog: 7");
		assertThat(checks("admin").key("backlog")).isEqualTo("netpool.tcp.backlog");
		assertThat(checks("admin").isWritten("backlog")).isTrue();
		assertThat(checks("admin").isOwn("backlog")).isFalse();
		assertThat(checks("default").isOwn("backlog")).isTrue();
	}

	@Test
	void aSettingOfThePoolComesBeforeAnInheritedOne() throws Exception {
		yaml("netpool.tcp.backlog: 7");
		yaml("netpool.tcp.pools.admin.backlog: 8");
		assertThat(checks("admin").key("backlog")).isEqualTo("netpool.tcp.pools.admin.backlog");
		assertThat(checks("admin").isOwn("backlog")).isTrue();
		assertThat(error("admin", "backlog", 8))
			.hasMessage("Setting 'netpool.tcp.pools.admin.backlog' has the value '8', which is wrong");
	}

	@Test
	void anErrorHasItsFileAndLine() throws Exception {
		yaml("""
				netpool:
				  tcp:
				    backlog: 7
				""");
		assertThat(error("admin", "backlog", 7).getOrigin()).asString().endsWith("[file.yaml] - 3:14");
	}

	@Test
	void anEnvironmentVariableIsAnOriginToo() {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("NETPOOL_TCP_MAXACCEPTORS", "7")));
		InvalidSettingException error = error("default", "max-acceptors", 7);
		assertThat(error).hasMessageStartingWith("Setting 'netpool.tcp.max-acceptors' has the value '7'");
		assertThat(error.getOrigin()).asString().contains("NETPOOL_TCP_MAXACCEPTORS");
	}

	@ParameterizedTest
	@CsvSource({ "'netpool.tcp.limits.deny: [a, b]', netpool.tcp.limits.deny[1]",
			"'netpool.tcp.limits.deny: a, b', netpool.tcp.limits.deny",
			"'netpool.tcp.pools.admin.limits.deny: [a, b]', netpool.tcp.pools.admin.limits.deny[1]",
			"'netpool.tcp.pools.admin.limits.deny: a, b', netpool.tcp.pools.admin.limits.deny" })
	void anElementOfAListHasTheKeyThatIsWritten(String yaml, String key) throws Exception {
		yaml(yaml);
		assertThat(checks("admin").key("limits.deny[1]")).isEqualTo(key);
	}

	@Test
	void aListIsOfTheFirstSourceThatHasIt() throws Exception {
		yaml("netpool.tcp.limits.deny: a, b");
		yaml("netpool.tcp.limits.deny: [c, d]");
		assertThat(checks("default").key("limits.deny[1]")).isEqualTo("netpool.tcp.limits.deny");
	}

	@ParameterizedTest
	@CsvSource({ "'netpool.tcp.limits.deny: [a, b]', limits.deny",
			"'netpool.tcp.ssl.server-names.mail: a', ssl.server-names",
			"'netpool.tcp.ssl.serverNames.mail: a', ssl.server-names" })
	void aListOrAMapIsWrittenWhereItsEntriesAre(String yaml, String name) throws Exception {
		yaml(yaml);
		assertThat(checks("admin").isWritten(name)).isTrue();
		assertThat(checks("admin").key(name)).isEqualTo("netpool.tcp." + name);
		assertThat(error("admin", name, null).getOrigin()).asString().contains("[file.yaml] - 1:");
	}

	@Test
	void aTextIsShownAsItIs() throws Exception {
		yaml("netpool.tcp.ssl.key: secret");
		assertThat(error("default", "ssl.key", "(not shown)")).hasMessageContaining("'(not shown)'");
	}

	private InvalidSettingException error(String pool, String name, Object value) {
		return checks(pool).invalid(name, value, "is wrong", "Set it right.");
	}

	private SettingChecks checks(String pool) {
		return new SettingChecks(PropertyNames.of(pool), this.environment);
	}

	private void yaml(String text) throws Exception {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(text,
				new ByteArrayResource(text.getBytes(), "file.yaml"));
		this.environment.getPropertySources().addLast(sources.get(0));
	}

}
