package io.netpool.sample.extending;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Takes the second field of a message as its route: {@code LOGIN} of
 * {@code 17,LOGIN,ann}.
 */
@Component
class FieldRouteResolver implements TcpRouteResolver {

	@Override
	public @Nullable String route(Object message, TcpConnection connection) {
		String[] fields = ((String) message).split(",");
		return (fields.length > 1) ? fields[1] : null;
	}

}
