package io.netpool.tcp.autoconfigure.properties;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ClusterPropertiesTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	private ClusterProperties bind(Map<String, Object> settings) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
		ConfigurationPropertySources.attach(this.environment);
		return Binder.get(this.environment).bindOrCreate(ClusterProperties.PREFIX, ClusterProperties.class);
	}

	@Test
	void theDefaultsAreValidWithAName() {
		ClusterProperties properties = bind(Map.of("netpool.cluster.name", "chat"));
		assertThat(properties).isEqualTo(new ClusterProperties("chat", Duration.ofSeconds(2), Duration.ofSeconds(15),
				DataSize.ofMegabytes(16), false));
		assertThatNoException().isThrownBy(() -> properties.check(this.environment));
	}

	@Test
	void aDurationWithoutAUnitIsInSeconds() {
		ClusterProperties properties = bind(Map.of("netpool.cluster.timeout", "61", "netpool.cluster.lease", "62"));
		assertThat(properties.timeout()).isEqualTo(Duration.ofSeconds(61));
		assertThat(properties.lease()).isEqualTo(Duration.ofSeconds(62));
	}

	@ParameterizedTest
	@CsvSource({ "name, ' '", "name, a{b}", "timeout, 99ms", "lease, 999ms", "max-pending, 0B" })
	void aValueThatCannotWorkIsToldWithItsKeyAndRemedy(String setting, String value) {
		String key = "netpool.cluster." + setting;
		ClusterProperties properties = bind(
				setting.equals("name") ? Map.of(key, value) : Map.of("netpool.cluster.name", "chat", key, value));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> properties.check(this.environment))
			.withMessageContaining("'" + key + "'")
			.satisfies((ex) -> assertThat(ex.remedy()).startsWith("Set it to "))
			.satisfies((ex) -> assertThat(ex.getOrigin()).isNotNull());
	}

	@Test
	void aClusterWithoutRedisSaysWhatToAdd() {
		InvalidSettingException failure = bind(Map.of("netpool.cluster.name", "chat")).withoutRedis(this.environment);
		assertThat(failure).hasMessageContaining("'netpool.cluster.name'").hasMessageContaining("'chat'");
		assertThat(failure.remedy()).contains("spring-boot-starter-data-redis");
	}

}
