package io.netpool.sample.gateway;

import java.time.LocalDateTime;

/**
 * Where a tracker was.
 *
 * @param time when, in UTC
 * @param latitude degrees north
 * @param longitude degrees east
 * @param speed kilometers per hour
 */
record Position(LocalDateTime time, double latitude, double longitude, int speed) {

}
