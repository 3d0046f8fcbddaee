package io.netpool.tcp.handler;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Knows one sort of parameter of handler methods. It is asked once, at start, and is no
 * part of a call: what it resolves is a step of the method handle that is called.
 */
interface ArgumentResolver {

	/**
	 * What methods of a kind may take, for the error that says what is allowed.
	 * @param kind the kind of method
	 * @return a name with the type, or {@code null} if there is no such parameter for
	 * this kind, which is then not asked for either
	 */
	@Nullable String offers(HandlerKind kind);

	/**
	 * Resolve a parameter.
	 * @param method the method, whose kind has an {@linkplain #offers offer}
	 * @param parameter the parameter
	 * @return where its value comes from, or {@code null} if it is not of this sort
	 * @throws InvalidTcpHandlerException if it is of this sort, but wrong
	 */
	@Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter);

}
