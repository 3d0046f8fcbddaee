/**
 * Auto-configuration for Spring Security: the security context of handlers.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
