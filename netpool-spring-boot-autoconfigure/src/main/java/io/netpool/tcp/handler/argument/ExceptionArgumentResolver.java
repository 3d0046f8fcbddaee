package io.netpool.tcp.handler.argument;

import io.netpool.tcp.handler.method.Conversions;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves {@link Throwable} parameters of {@code @TcpExceptionHandler} methods.
 */
public final class ExceptionArgumentResolver implements ArgumentResolver {

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind == HandlerKind.EXCEPTION) ? "the exception" : null;
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (!Throwable.class.isAssignableFrom(type)) {
			return null;
		}
		return new Argument("the exception", HandlerKind.FAILURE, Conversions.cast(Throwable.class, type), null);
	}

}
