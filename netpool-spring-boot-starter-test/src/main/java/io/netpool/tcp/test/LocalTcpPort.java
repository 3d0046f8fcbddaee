package io.netpool.tcp.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.beans.factory.annotation.Value;

/**
 * Injects the port that a pool listens on into a field, or into a constructor or method
 * parameter, of a test. Shorthand for {@code @Value("${local.netpool.tcp.port}")}, and
 * for a named pool for {@code @Value("${local.netpool.tcp.<name>.port}")}.
 *
 * @since 0.1.0
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Value("#{@'" + LocalTcpPortLookup.BEAN_NAME + "'.asInt}")
public @interface LocalTcpPort {

	/**
	 * The name of the pool.
	 * @return the name, {@code default} for the pool under {@code netpool.tcp}
	 */
	String pool() default TcpAcceptorPool.DEFAULT_NAME;

}
