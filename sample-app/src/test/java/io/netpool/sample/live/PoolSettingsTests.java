package io.netpool.sample.live;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class PoolSettingsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void thoseThatDifferFromTheirDefaultAreFirst() {
		this.environment.withProperty("netpool.tcp.port", "9001").withProperty("netpool.tcp.framing.mode", "line");
		List<PoolSetting> settings = settings("default");
		assertThat(settings.subList(0, 2)).extracting(PoolSetting::name).containsExactly("framing.mode", "port");
		assertThat(settings.subList(2, settings.size())).noneMatch(PoolSetting::changed);
		assertThat(settings.get(1).preset()).isEqualTo("9000");
	}

	@ParameterizedTest
	@CsvSource({ "handler.warn-after, 10s", "framing.max-length, 64KB", "framing.mode, raw", "acceptors, 1024",
			"overflow, refuse", "refusal, " })
	void aDefaultIsWrittenAsTheDocumentationWritesIt(String name, @Nullable String value) {
		assertThat(setting("default", name).value()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "handler.warn-after, 10000ms, false", "handler.warn-after, 10, false", "handler.warn-after, 20s, true",
			"framing.max-length, 65536B, false", "overflow, REFUSE, false", "overflow, wait, true",
			"socket.no-delay, true, false", "limits.allow, 10.0.0.0/8, true" })
	void whatMeansTheSameIsNoDifference(String name, String written, boolean changed) {
		this.environment.withProperty("netpool.tcp." + name, written);
		assertThat(setting("default", name)).satisfies((setting) -> {
			assertThat(setting.value()).isEqualTo(written);
			assertThat(setting.changed()).isEqualTo(changed);
		});
	}

	@Test
	void aNamedPoolInheritsAllButItsPort() {
		this.environment.withProperty("netpool.tcp.port", "9001")
			.withProperty("netpool.tcp.framing.mode", "line")
			.withProperty("netpool.tcp.pools.admin.port", "9002")
			.withProperty("netpool.tcp.pools.admin.acceptors", "4");
		assertThat(setting("admin", "port").value()).isEqualTo("9002");
		assertThat(setting("admin", "framing.mode").value()).isEqualTo("line");
		assertThat(setting("admin", "acceptors").value()).isEqualTo("4");
		assertThat(setting("default", "acceptors").value()).isEqualTo("1024");
	}

	@ParameterizedTest
	@CsvSource({ "ssl.key, server.key", "ssl.key-password, secret" })
	void aSecretIsNotShown(String name, String written) {
		this.environment.withProperty("netpool.tcp." + name, written);
		assertThat(setting("default", name).value()).isEqualTo("******");
	}

	@Test
	void ofACertificateThatIsTheValueThereIsTheFirstLine() {
		this.environment.withProperty("netpool.tcp.ssl.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n");
		assertThat(setting("default", "ssl.pem").value()).isEqualTo("-----BEGIN CERTIFICATE----- …");
	}

	private PoolSetting setting(String pool, String name) {
		return settings(pool).stream().filter((setting) -> setting.name().equals(name)).findFirst().orElseThrow();
	}

	private List<PoolSetting> settings(String pool) {
		try {
			return new PoolSettings(this.environment, new PathMatchingResourcePatternResolver(), new JsonMapper())
				.of(pool);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
