package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of a handler method that takes an
 * {@linkplain TcpConnection#attributes() attribute} of the connection. When the
 * connection has none of this name, or one of another type, the method is not called, and
 * a {@link TcpAttributeException} is thrown in its place.
 *
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpAttribute {

	/**
	 * The attribute's name.
	 * @return the name
	 */
	String value();

	/**
	 * Whether the connection must have it.
	 * @return {@code false} if the parameter is {@code null} where it has not
	 */
	boolean required() default true;

}
