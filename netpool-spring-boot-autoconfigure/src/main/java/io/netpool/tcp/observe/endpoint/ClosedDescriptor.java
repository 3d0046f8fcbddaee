package io.netpool.tcp.observe.endpoint;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells of connections that it has closed.
 *
 * @param closed how many these were
 */
record ClosedDescriptor(int closed) implements OperationResponseBody {

}
