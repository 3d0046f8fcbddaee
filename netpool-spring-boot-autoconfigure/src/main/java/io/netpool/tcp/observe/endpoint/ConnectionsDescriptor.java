package io.netpool.tcp.observe.endpoint;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One page of connections.
 *
 * @param total how many there are on all pages
 * @param page the number of this page, the first one is 0
 * @param size how many are on a page
 * @param connections those on this one, the oldest first
 */
record ConnectionsDescriptor(int total, int page, int size,
		List<ConnectionDescriptor> connections) implements OperationResponseBody {

}
