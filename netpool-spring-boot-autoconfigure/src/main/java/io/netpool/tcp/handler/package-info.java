/**
 * Finds handler methods, resolves their arguments, and converts messages and replies.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler;

import org.jspecify.annotations.NullMarked;
