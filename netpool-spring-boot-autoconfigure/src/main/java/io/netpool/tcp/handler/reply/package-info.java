/**
 * Converts what handler methods return to replies.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler.reply;

import org.jspecify.annotations.NullMarked;
