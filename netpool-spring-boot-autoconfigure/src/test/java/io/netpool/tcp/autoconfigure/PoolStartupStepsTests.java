package io.netpool.tcp.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.netpool.tcp.TcpAcceptorPool;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.metrics.StartupStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class PoolStartupStepsTests {

	private final BufferingApplicationStartup startup = new BufferingApplicationStartup(2048);

	@Test
	void theStartOfAPoolHasItsAddress() {
		try (ConfigurableApplicationContext context = run("--netpool.tcp.port=0", "--netpool.tcp.address=127.0.0.1")) {
			TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
			assertThat(tags("netpool.tcp.pool.start")).containsExactly(Map.of("pool", "default", "address",
					"127.0.0.1:" + pool.port(), "transport", String.valueOf(pool.transport())));
		}
	}

	@Test
	void handlerMethodsAreFoundBeforeThePoolStartsAndBoundWhileItDoes() {
		try (ConfigurableApplicationContext context = run("--netpool.tcp.port=0")) {
			assertThat(tags("netpool.tcp.handlers.find")).containsExactly(Map.of("methods", "1"));
			assertThat(tags("netpool.tcp.pool.handlers")).containsExactly(Map.of("pool", "default"));
			assertThat(step("netpool.tcp.pool.handlers").getParentId())
				.isEqualTo(step("netpool.tcp.pool.start").getId());
		}
	}

	@Test
	void thePortIsBoundAfterTheHandlerMethods() {
		try (ConfigurableApplicationContext context = run("--netpool.tcp.port=0")) {
			assertThat(tags("netpool.tcp.pool.bind")).containsExactly(Map.of("pool", "default"));
			assertThat(step("netpool.tcp.pool.bind").getParentId()).isEqualTo(step("netpool.tcp.pool.start").getId());
			assertThat(step("netpool.tcp.pool.bind").getId()).isGreaterThan(step("netpool.tcp.pool.handlers").getId());
		}
	}

	@Test
	void aPoolWithTlsLoadsItsCertificate() throws Exception {
		X509Bundle certificate = TestPem.certificate(Algorithm.ecp256);
		try (ConfigurableApplicationContext context = run("--netpool.tcp.port=0",
				"--netpool.tcp.ssl.pem=" + certificate.getCertificatePathPEM(),
				"--netpool.tcp.ssl.key=" + certificate.getPrivateKeyPEM())) {
			assertThat(tags("netpool.tcp.pool.tls")).containsExactly(Map.of("pool", "default"));
		}
	}

	@Test
	void aPoolWithoutTlsLoadsNone() {
		try (ConfigurableApplicationContext context = run("--netpool.tcp.port=0")) {
			assertThat(tags("netpool.tcp.pool.tls")).isEmpty();
		}
	}

	@Test
	void aStartThatFailsEndsItsStep() {
		assertThatException().isThrownBy(() -> run("--netpool.tcp.port=0", "--netpool.tcp.address=192.0.2.1"));
		assertThat(tags("netpool.tcp.pool.start")).containsExactly(Map.of("pool", "default"));
		assertThat(tags("netpool.tcp.pool.bind")).containsExactly(Map.of("pool", "default"));
	}

	private ConfigurableApplicationContext run(String... settings) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setApplicationStartup(this.startup);
		return application.run(settings);
	}

	private List<Map<String, String>> tags(String name) {
		return this.startup.getBufferedTimeline()
			.getEvents()
			.stream()
			.map(TimelineEvent::getStartupStep)
			.filter((step) -> step.getName().equals(name))
			.map((step) -> StreamSupport.stream(step.getTags().spliterator(), false)
				.collect(Collectors.toMap(StartupStep.Tag::getKey, StartupStep.Tag::getValue)))
			.toList();
	}

	private StartupStep step(String name) {
		return this.startup.getBufferedTimeline()
			.getEvents()
			.stream()
			.map(TimelineEvent::getStartupStep)
			.filter((step) -> step.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NetpoolAutoConfiguration.class)
	@Import(Greeter.class)
	static class Application {

	}

}
