package io.netpool.tcp.observe.endpoint;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * Who may see what of the endpoint. Whoever comes by JMX is authorised, as with Spring
 * Boot's own endpoints.
 *
 * @param values when the values of settings are shown
 * @param details when clients' addresses and principals are shown
 * @param roles the roles that are authorised; everybody who is authenticated is if there
 * are none
 * @since 0.1.0
 */
public record EndpointVisibility(Show values, Show details, Set<String> roles) {

	boolean showsValues() {
		return this.values.isShown(true);
	}

	boolean showsValues(SecurityContext context) {
		return this.values.isShown(context, this.roles);
	}

	boolean showsDetails() {
		return this.details.isShown(true);
	}

	boolean showsDetails(SecurityContext context) {
		return this.details.isShown(context, this.roles);
	}

}
