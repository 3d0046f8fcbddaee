package io.netpool.tcp.observe.endpoint;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of one page of a pool's connections.
 *
 * @param total number of connections on all pages
 * @param page number of this page, starting with 0
 * @param size maximum number of connections on a page
 * @param connections the connections on this page, oldest first
 */
record ConnectionsDescriptor(int total, int page, int size,
		List<ConnectionDescriptor> connections) implements OperationResponseBody {

}
