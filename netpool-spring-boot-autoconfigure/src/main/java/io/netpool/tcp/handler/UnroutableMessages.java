package io.netpool.tcp.handler;

/**
 * Messages from which a route cannot be read, since the framing has parsed them, although
 * its {@link io.netpool.tcp.TcpFraming#messageType() message type} did not say so.
 */
final class UnroutableMessages {

	private UnroutableMessages() {
	}

	/**
	 * Creates an exception, which the caller throws.
	 * @param message the message
	 * @param by the value of {@code routing.by}
	 * @param needed the messages from which a route can be read
	 * @return the exception
	 */
	static IllegalStateException failure(Object message, String by, String needed) {
		return new IllegalStateException("A message that the framing has parsed as " + message.getClass().getName()
				+ " has no route with 'routing.by' " + by + ", which needs " + needed
				+ ". Set it to the name of a TcpRouteResolver bean for messages of this type.");
	}

}
