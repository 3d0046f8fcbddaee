package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a class whose {@link TcpExceptionHandler} methods handle exceptions of the
 * {@link TcpHandler} methods of all beans. If several such classes have a method for an
 * exception, the first in {@code @Order} is used.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@TcpPool({})
public @interface TcpAdvice {

	/**
	 * Names of the pools that the class applies to, as of {@link TcpPool}.
	 * @return the names; all pools if empty
	 */
	@AliasFor(annotation = TcpPool.class, attribute = "value")
	String[] pool() default {};

}
