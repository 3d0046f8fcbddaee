package io.netpool.tcp.observe.endpoint;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Creates the exception for an invalid request to the endpoint.
 */
final class BadRequest {

	private BadRequest() {
	}

	/**
	 * Its message is shown over JMX, its reason over HTTP.
	 */
	static InvalidEndpointRequestException because(String text) {
		return new InvalidEndpointRequestException(text, text);
	}

}
