/**
 * The event stream and the settings of the live page. The page gets everything else from
 * the Actuator endpoint.
 */
@NullMarked
package io.netpool.sample.live;

import org.jspecify.annotations.NullMarked;
