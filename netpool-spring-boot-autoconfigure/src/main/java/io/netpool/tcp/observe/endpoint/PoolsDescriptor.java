package io.netpool.tcp.observe.endpoint;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells of all pools.
 *
 * @param pools the pools by their names
 */
record PoolsDescriptor(Map<String, PoolDescriptor> pools) implements OperationResponseBody {

}
