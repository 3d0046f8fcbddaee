/**
 * Creates TLS settings from PEM files and SSL bundles, and reloads them.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.autoconfigure.tls;

import org.jspecify.annotations.NullMarked;
