/**
 * The configuration properties of {@code netpool.tcp}, their binding, inheritance and
 * validation.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.autoconfigure.properties;

import org.jspecify.annotations.NullMarked;
