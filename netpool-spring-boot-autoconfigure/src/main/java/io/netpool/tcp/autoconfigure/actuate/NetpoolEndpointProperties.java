package io.netpool.tcp.autoconfigure.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the endpoint of acceptor pools.
 *
 * @param showDetails When to show the addresses and principals of clients.
 * @param roles Roles used to determine whether a user is authorized to be shown details.
 * When empty, all authenticated users are authorized.
 */
@ConfigurationProperties("management.endpoint.netpool")
record NetpoolEndpointProperties(@DefaultValue("never") Show showDetails, @DefaultValue Set<String> roles) {

}
