package io.netpool.tcp.handler.argument;

import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves one kind of handler method parameter at startup. It is not involved in calls:
 * the conversion that it returns becomes a part of the method handle that is called.
 */
public interface ArgumentResolver {

	/**
	 * Describes the parameter, for the error message that lists the supported parameters.
	 * @param kind kind of handler method
	 * @return a description with the type, or {@code null} if methods of this kind cannot
	 * have such a parameter; {@link #resolve} is then not called
	 */
	@Nullable String offers(HandlerKind kind);

	/**
	 * Resolves a parameter.
	 * @param method method, of a kind that {@link #offers} describes
	 * @param parameter parameter of the method
	 * @return the argument, or {@code null} if the parameter is of another kind
	 * @throws InvalidTcpHandlerException if the parameter is of this kind, but invalid
	 */
	@Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter);

}
