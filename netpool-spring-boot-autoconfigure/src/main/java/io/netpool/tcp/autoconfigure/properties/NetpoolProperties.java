package io.netpool.tcp.autoconfigure.properties;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application sets for all of its acceptor pools.
 *
 * @param enabled whether netpool starts at all
 * @param shutdown how connections end when the application stops
 * @param refuseTrafficWhenBusy whether the application's readiness state is 'refusing
 * traffic' while every acceptor of a pool is busy
 * @param pools further acceptor pools by name, each with the settings of 'netpool.tcp',
 * which it inherits where it does not set them; only its port it must set
 */
@ConfigurationProperties("netpool.tcp")
public record NetpoolProperties(@DefaultValue("true") boolean enabled, @DefaultValue("graceful") ShutdownMode shutdown,
		@DefaultValue("false") boolean refuseTrafficWhenBusy, @DefaultValue Map<String, TcpProperties> pools) {

}
