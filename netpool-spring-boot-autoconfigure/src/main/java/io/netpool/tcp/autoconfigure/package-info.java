/**
 * Auto-configuration of acceptor pools, their factories and lifecycles.
 */
@NullMarked
package io.netpool.tcp.autoconfigure;

import org.jspecify.annotations.NullMarked;
