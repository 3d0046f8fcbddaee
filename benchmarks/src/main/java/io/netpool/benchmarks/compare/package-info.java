/**
 * netpool and its peers side by side, under a load that is made here.
 */
@NullMarked
package io.netpool.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
