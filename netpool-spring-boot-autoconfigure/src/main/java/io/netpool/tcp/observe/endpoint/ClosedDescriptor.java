package io.netpool.tcp.observe.endpoint;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of a request to close connections.
 *
 * @param closed number of connections that were closed
 */
record ClosedDescriptor(int closed) implements OperationResponseBody {

}
