/**
 * What applications import: annotations, interfaces and enums.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp;

import org.jspecify.annotations.NullMarked;
