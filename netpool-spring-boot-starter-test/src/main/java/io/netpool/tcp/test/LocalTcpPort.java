package io.netpool.tcp.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.beans.factory.annotation.Value;

/**
 * The port that a pool listens on, in a field of a test, or in a parameter of its
 * constructor or of a method. It is what {@code @Value("${local.netpool.tcp.port}")}
 * injects, and for a pool with a name {@code @Value("${local.netpool.tcp.<name>.port}")}.
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
	 * @return the pool's name, {@code default} for the one under {@code netpool.tcp}
	 */
	String pool() default TcpAcceptorPool.DEFAULT_NAME;

}
