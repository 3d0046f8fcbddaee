package io.netpool.tcp.autoconfigure.actuate;

import io.netpool.tcp.autoconfigure.Greeter;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.observe.endpoint.NetpoolEndpoint;
import io.netpool.tcp.observe.endpoint.NetpoolEndpointJmxExtension;
import io.netpool.tcp.observe.endpoint.NetpoolEndpointWebExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class NetpoolEndpointAutoConfigurationTests {

	private static final RuntimeHints HINTS = processAheadOfTime();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolEndpointAutoConfiguration.class))
		.withBean(Greeter.class)
		.withPropertyValues("netpool.tcp.port=0");

	@ParameterizedTest
	@CsvSource({ "web, true, false", "jmx, false, true" })
	void itIsThereForWhomItIsExposedTo(String exposure, boolean web, boolean jmx) {
		this.runner
			.withPropertyValues("spring.jmx.enabled=true",
					"management.endpoints." + exposure + ".exposure.include=netpool")
			.run((context) -> {
				assertThat(context).hasSingleBean(NetpoolEndpoint.class);
				assertThat(context.getBeanNamesForType(NetpoolEndpointWebExtension.class)).hasSize(web ? 1 : 0);
				assertThat(context.getBeanNamesForType(NetpoolEndpointJmxExtension.class)).hasSize(jmx ? 1 : 0);
			});
	}

	@Test
	void unlessItIsExposedItIsNotThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NetpoolEndpoint.class));
	}

	@ParameterizedTest
	@CsvSource({ "management.endpoint.netpool.access=NONE", "netpool.tcp.enabled=false" })
	void switchedOffItIsNotThere(String setting) {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=netpool", setting)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(NetpoolEndpoint.class)
				.doesNotHaveBean(NetpoolEndpointWebExtension.class));
	}

	@ParameterizedTest
	@ValueSource(
			classes = { NetpoolEndpoint.class, NetpoolEndpointWebExtension.class, NetpoolEndpointJmxExtension.class })
	<T> void whatTheApplicationHasOfItReplacesThis(Class<T> type) {
		T own = mock(type);
		this.runner
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.web.exposure.include=netpool",
					"management.endpoints.jmx.exposure.include=netpool")
			.withBean("own", type, () -> own)
			.run((context) -> assertThat(context).getBean(type).isSameAs(own));
	}

	@ParameterizedTest
	@ValueSource(strings = { "observe.endpoint.PoolsDescriptor", "observe.endpoint.PoolDescriptor",
			"observe.endpoint.PoolDescriptor$Acceptors", "observe.endpoint.PoolDescriptor$Connections",
			"TcpPoolStatistics$Messages", "TcpPoolStatistics$Bytes", "TcpPoolStatistics$Handler",
			"TcpPoolStatistics$Paused", "TcpPoolStatistics$Blocked", "TcpPoolStatistics$TlsHandshakes",
			"TcpPoolStatistics$TlsReloads", "observe.endpoint.ConnectionsDescriptor",
			"observe.endpoint.ConnectionDescriptor", "observe.endpoint.ConnectionDescriptor$Messages",
			"observe.endpoint.ConnectionDescriptor$Bytes", "observe.endpoint.ClosedDescriptor",
			"observe.endpoint.ProblemDescriptor", "observe.endpoint.ClusterDescriptor", "cluster.TcpCluster$Instance" })
	void aNativeImageHasHintsForWhatIsInBodies(String name) throws Exception {
		Class<?> type = Class.forName("io.netpool.tcp." + name);
		assertThat(type.getRecordComponents()).isNotEmpty()
			.allSatisfy((component) -> assertThat(
					RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.accepts(HINTS));
	}

	private static RuntimeHints processAheadOfTime() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("management.endpoints.web.exposure.include=netpool").applyTo(context);
			context.register(Application.class);
			TestGenerationContext generation = new TestGenerationContext();
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			return generation.getRuntimeHints();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ NetpoolAutoConfiguration.class, NetpoolEndpointAutoConfiguration.class })
	static class Application {

	}

}
