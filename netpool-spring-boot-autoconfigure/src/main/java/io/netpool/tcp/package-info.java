/**
 * What applications import: annotations, interfaces, enums and events.
 */
@NullMarked
package io.netpool.tcp;

import org.jspecify.annotations.NullMarked;
