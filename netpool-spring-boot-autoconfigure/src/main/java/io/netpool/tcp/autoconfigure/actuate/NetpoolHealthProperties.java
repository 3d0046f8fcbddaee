package io.netpool.tcp.autoconfigure.actuate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the health of acceptor pools.
 *
 * @param outOfServiceWhenFull Whether a pool is out of service while every acceptor is
 * busy and no more can start.
 */
@ConfigurationProperties("management.health.netpool")
record NetpoolHealthProperties(@DefaultValue("false") boolean outOfServiceWhenFull) {

}
