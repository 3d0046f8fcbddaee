package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Assigns a bean to acceptor pools, on its class or on its {@code @Bean} method:
 * <ul>
 * <li>the {@link TcpHandler}, {@link TcpConnected} and {@link TcpDisconnected} methods of
 * the bean belong to these pools, except those that specify pools themselves;</li>
 * <li>a {@link TcpAdvice}, {@link TcpRouteResolver}, {@link TcpMessageConverter},
 * {@link TcpInterceptor}, {@link TcpHeartbeat}, {@link TcpCorrelation} or
 * {@code TcpTraceContext} is used for these pools only. Without the annotation, it is
 * used for all pools.</li>
 * </ul>
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpPool {

	/**
	 * Names of the pools.
	 * @return the names, {@code default} for the one under {@code netpool.tcp}; if empty,
	 * the annotation has no effect
	 */
	String[] value();

}
