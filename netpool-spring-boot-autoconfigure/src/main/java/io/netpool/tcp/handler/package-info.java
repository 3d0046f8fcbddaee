/**
 * Options and routes of handler methods. What else is in the package calls them, and is
 * not for applications.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler;

import org.jspecify.annotations.NullMarked;
