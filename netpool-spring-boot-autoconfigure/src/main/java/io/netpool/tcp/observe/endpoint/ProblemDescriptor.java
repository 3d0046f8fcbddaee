package io.netpool.tcp.observe.endpoint;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells those who ask for what can't be.
 *
 * @param detail what they may ask for
 */
record ProblemDescriptor(String detail) implements OperationResponseBody {

}
