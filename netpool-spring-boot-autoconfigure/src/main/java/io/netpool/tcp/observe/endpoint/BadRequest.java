package io.netpool.tcp.observe.endpoint;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Says to a client of the endpoint what it may ask for.
 */
final class BadRequest {

	private BadRequest() {
	}

	/**
	 * JMX shows the message, HTTP the reason.
	 */
	static InvalidEndpointRequestException because(String text) {
		return new InvalidEndpointRequestException(text, text);
	}

}
