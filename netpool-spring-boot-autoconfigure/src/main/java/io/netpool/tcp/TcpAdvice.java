package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.stereotype.Component;

/**
 * Marks a class whose {@link TcpExceptionHandler} methods are for the {@link TcpHandler}
 * methods of all beans. Of several such classes the first by {@code @Order} that has a
 * method for an exception handles it.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface TcpAdvice {

	/**
	 * The names of the pools whose messages are meant.
	 * @return the pools' names; if there is none, all pools
	 */
	String[] pool() default {};

}
