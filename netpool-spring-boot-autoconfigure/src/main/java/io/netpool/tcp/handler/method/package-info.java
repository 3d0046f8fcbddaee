/**
 * Finds annotated handler methods and describes them.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler.method;

import org.jspecify.annotations.NullMarked;
