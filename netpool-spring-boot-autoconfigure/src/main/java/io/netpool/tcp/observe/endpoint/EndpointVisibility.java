package io.netpool.tcp.observe.endpoint;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * To whom the endpoint shows details: the addresses and principals of clients. As with
 * Spring Boot's own endpoints, access over JMX is authorized.
 *
 * @param details when to show details
 * @param roles the roles that are authorized; if empty, every authenticated user is
 * @since 0.1.0
 */
public record EndpointVisibility(Show details, Set<String> roles) {

	boolean showsDetails() {
		return this.details.isShown(true);
	}

	boolean showsDetails(SecurityContext context) {
		return this.details.isShown(context, this.roles);
	}

}
