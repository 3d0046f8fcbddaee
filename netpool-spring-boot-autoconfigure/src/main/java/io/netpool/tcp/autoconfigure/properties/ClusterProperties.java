package io.netpool.tcp.autoconfigure.properties;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the cluster.
 *
 * @param name Name of the cluster. Instances of an application with the same name and the
 * same Redis send messages to each other's connections.
 * @param timeout Time for which the answer of another instance is awaited, and after
 * which it no longer writes a message. If a unit is not specified, seconds will be used.
 * @param lease Time after which an instance that says nothing counts as gone. It says
 * something three times as often. If a unit is not specified, seconds will be used.
 * @param maxPending Maximum memory of the messages to other instances that are under way.
 * More are refused.
 * @param required Whether the application fails to start if Redis can't be connected.
 */
@ConfigurationProperties(ClusterProperties.PREFIX)
public record ClusterProperties(@Nullable String name,
		@DefaultValue("2s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
		@DefaultValue("15s") @DurationUnit(ChronoUnit.SECONDS) Duration lease,
		@DefaultValue("16MB") DataSize maxPending, @DefaultValue("false") boolean required) {

	public static final String PREFIX = "netpool.cluster";

	private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if one is invalid
	 */
	public void check(Environment environment) {
		if (this.name == null || this.name.isBlank() || this.name.contains("{") || this.name.contains("}")) {
			throw invalid(environment, "name", this.name, "is blank or has a brace",
					"Set it to a name such as 'chat'.");
		}
		if (this.timeout.compareTo(SHORTEST_TIMEOUT) < 0) {
			throw invalid(environment, "timeout", this.timeout, "is less than 100 milliseconds",
					"Set it to a duration such as 2s.");
		}
		if (this.lease.compareTo(SHORTEST_LEASE) < 0) {
			throw invalid(environment, "lease", this.lease, "is less than a second",
					"Set it to a duration such as 15s.");
		}
		if (this.maxPending.toBytes() < 1) {
			throw invalid(environment, "max-pending", this.maxPending, "is not positive",
					"Set it to a size such as 16MB.");
		}
	}

	/**
	 * Create an error for a cluster without anything to connect to.
	 */
	public InvalidSettingException withoutRedis(Environment environment) {
		return invalid(environment, "name", this.name, "needs Redis through Lettuce, and there is no bean for it",
				"Add 'org.springframework.boot:spring-boot-starter-data-redis', and set 'spring.data.redis.*' if Redis is not on localhost.");
	}

	private static InvalidSettingException invalid(Environment environment, String setting, @Nullable Object value,
			String problem, String remedy) {
		ConfigurationPropertyName key = ConfigurationPropertyName.of(PREFIX + "." + setting);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(key);
			if (property != null) {
				return new InvalidSettingException(key.toString(), property.getValue(), problem, remedy,
						Origin.from(property), null);
			}
		}
		return new InvalidSettingException(key.toString(), value, problem, remedy, null, null);
	}

}
