package io.netpool.tcp.autoconfigure.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may see what of the endpoint.
 *
 * @param showValues when the values of pools' settings are shown, keys excepted
 * @param showDetails when clients' addresses and principals are shown
 * @param roles roles that are authorised to see what is shown when authorised; everybody
 * who is authenticated is if there are none
 */
@ConfigurationProperties("management.endpoint.netpool")
record NetpoolEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue("never") Show showDetails,
		@DefaultValue Set<String> roles) {

}
