package io.netpool.sample.live;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a pool.
 *
 * @param name its name within the pool, such as {@code framing.mode}
 * @param value its value as the application has written it, or else its default;
 * {@code null} if it has none
 * @param preset its default, {@code null} if it has none
 * @param changed whether the value differs from the default
 * @param description what it means
 */
record PoolSetting(String name, @Nullable String value, @Nullable String preset, boolean changed, String description) {

}
