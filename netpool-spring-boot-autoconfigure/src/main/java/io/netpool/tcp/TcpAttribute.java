package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter of a handler method to an {@linkplain TcpConnection#attributes()
 * attribute} of the connection. If the connection has no such attribute, or one of
 * another type, a {@link TcpAttributeException} is thrown instead of calling the method.
 *
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpAttribute {

	/**
	 * Name of the attribute.
	 * @return the name
	 */
	String value();

	/**
	 * Whether the attribute is required.
	 * @return {@code false} if the parameter is {@code null} when the attribute is absent
	 */
	boolean required() default true;

}
