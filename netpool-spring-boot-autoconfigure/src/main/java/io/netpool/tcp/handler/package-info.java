/**
 * Finds handler methods, binds their arguments and turns their results into replies.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler;

import org.jspecify.annotations.NullMarked;
