package io.netpool.tcp.autoconfigure.actuate;

import java.util.Map;

import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.autoconfigure.Greeter;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.autoconfigure.properties.NetpoolProperties;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint.ConfigurationPropertiesBeanDescriptor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Boot's endpoint {@code configprops} shows the settings of the pools.
 */
class ConfigurationPropertiesReportTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
				ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withBean(Greeter.class)
		.withPropertyValues("management.endpoints.web.exposure.include=configprops", "netpool.tcp.port=0",
				"netpool.tcp.ssl.enabled=false", "netpool.tcp.ssl.key=secret", "netpool.tcp.timeout.idle=60");

	@Test
	void valuesAreHidden() {
		this.runner.run((context) -> {
			ConfigurationPropertiesBeanDescriptor report = report(context, PoolProperties.class);
			assertThat(report.getPrefix()).isEqualTo("netpool.tcp");
			assertThat(report.getProperties()).containsEntry("acceptors", "******");
		});
	}

	@Test
	void theSettingsOfTheDefaultPoolAreShownWithTheirOrigins() {
		this.runner.withPropertyValues("management.endpoint.configprops.show-values=always").run((context) -> {
			ConfigurationPropertiesBeanDescriptor report = report(context, PoolProperties.class);
			assertThat(report.getProperties()).containsEntry("acceptors", 1024);
			assertThat(child(report.getProperties(), "timeout")).containsEntry("idle", "PT1M");
			assertThat(child(child(report.getInputs(), "timeout"), "idle")).containsEntry("value", "60")
				.containsKey("origin");
		});
	}

	@Test
	void theSettingsOfANamedPoolAreShownWithThoseThatItInherits() {
		this.runner.withBean(AdminHandler.class)
			.withPropertyValues("management.endpoint.configprops.show-values=always", "netpool.tcp.pools.admin.port=0",
					"netpool.tcp.pools.admin.acceptors=3")
			.run((context) -> {
				ConfigurationPropertiesBeanDescriptor report = report(context, NetpoolProperties.class);
				assertThat(report.getProperties()).containsEntry("enabled", true);
				Map<String, Object> admin = child(child(report.getProperties(), "pools"), "admin");
				assertThat(admin).containsEntry("acceptors", 3);
				assertThat(child(admin, "timeout")).containsEntry("idle", "PT1M");
				Map<String, Object> inputs = child(child(report.getInputs(), "pools"), "admin");
				assertThat(child(inputs, "acceptors")).containsEntry("value", "3");
			});
	}

	private static ConfigurationPropertiesBeanDescriptor report(ApplicationContext context, Class<?> type) {
		return context.getBean(ConfigurationPropertiesReportEndpoint.class)
			.configurationPropertiesWithPrefix("netpool.tcp")
			.getContexts()
			.get(context.getId())
			.getBeans()
			.get("netpool.tcp-" + type.getName());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> child(Map<String, Object> parent, String name) {
		return (Map<String, Object>) parent.get(name);
	}

	static class AdminHandler {

		@TcpHandler(pool = "admin")
		void onMessage(String message) {
		}

	}

}
