/**
 * What applications import: annotations, interfaces, enums and events.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp;

import org.jspecify.annotations.NullMarked;
