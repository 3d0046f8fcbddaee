package io.netpool.tcp.observe.endpoint;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of an invalid request.
 *
 * @param detail which parameter is invalid, and its permitted values
 */
record ProblemDescriptor(String detail) implements OperationResponseBody {

}
