package io.netpool.tcp;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no {@link TcpHandler} method handles the route of a message. Has no stack
 * trace, since a client can cause any number of these exceptions.
 *
 * @since 0.1.0
 */
public class TcpNoRouteException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final int SHOWN = 64;

	private final @Nullable String route;

	/**
	 * Creates an exception.
	 * @param route the route for which there is no handler, {@code null} if the message
	 * has none
	 */
	public TcpNoRouteException(@Nullable String route) {
		super((route != null) ? "No @TcpHandler method for route '" + printable(route) + "', and none without a route"
				: "The message has no route, and there is no @TcpHandler method without one", null, false, false);
		this.route = route;
	}

	/**
	 * Returns the route as sent by the client: of any length, with any character.
	 * @return the route, {@code null} if the message has none
	 */
	public @Nullable String route() {
		return this.route;
	}

	/**
	 * Sanitizes the route for a log message.
	 */
	private static String printable(String route) {
		String start = (route.length() > SHOWN) ? route.substring(0, SHOWN) + "…" : route;
		return start.replaceAll("\\p{Cntrl}", "?");
	}

}
