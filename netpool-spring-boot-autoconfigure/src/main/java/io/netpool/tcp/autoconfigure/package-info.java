/**
 * Properties, auto-configuration, lifecycles and failure analyzers.
 */
@NullMarked
package io.netpool.tcp.autoconfigure;

import org.jspecify.annotations.NullMarked;
