package io.netpool.tcp.observe.endpoint;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of all pools.
 *
 * @param pools the pools by name
 */
record PoolsDescriptor(Map<String, PoolDescriptor> pools) implements OperationResponseBody {

}
