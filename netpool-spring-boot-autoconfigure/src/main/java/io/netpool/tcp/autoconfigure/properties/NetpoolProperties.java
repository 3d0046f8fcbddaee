package io.netpool.tcp.autoconfigure.properties;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that are not those of a single pool. Those of the default pool, which have the
 * same prefix, are {@link PoolProperties}.
 *
 * @param enabled Whether netpool is enabled.
 * @param shutdown Type of shutdown of the pools when the application stops.
 * @param pools Named pools. Each has the settings of 'netpool.tcp' and inherits those
 * that it does not set, except 'port', which is required unless 'detect.start' is set.
 */
@ConfigurationProperties(PropertyNames.ROOT)
public record NetpoolProperties(@DefaultValue("true") boolean enabled, @DefaultValue("graceful") ShutdownMode shutdown,
		@DefaultValue Map<String, PoolProperties> pools) {

}
