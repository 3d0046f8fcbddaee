/**
 * What the parts of netpool cost by themselves, measured by JMH.
 */
@NullMarked
package io.netpool.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
