package io.netpool.tcp.autoconfigure.properties;

/**
 * A pool as the application has configured it.
 *
 * @param name its name
 * @param properties its settings, with those that it inherits
 * @param checks checks them
 */
public record ConfiguredPool(String name, PoolProperties properties, SettingChecks checks) {

}
