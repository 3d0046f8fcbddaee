package io.netpool.tcp.handler.argument;

import java.lang.invoke.MethodHandle;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.handler.method.Conversions;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves parameters of exactly one type.
 *
 * @param name name of the argument
 * @param type type of the parameters
 * @param kinds kinds of methods that may have such a parameter
 * @param position position of the call's argument that is converted
 * @param conversion from this argument to the parameter's type
 */
public record TypeArgumentResolver(String name, Class<?> type, Set<HandlerKind> kinds, int position,
		MethodHandle conversion) implements ArgumentResolver {

	public static final ArgumentResolver CONNECTION = new TypeArgumentResolver("the connection", TcpConnection.class,
			EnumSet.allOf(HandlerKind.class), HandlerKind.CONNECTION,
			Conversions.cast(TcpConnection.class, TcpConnection.class));

	public static final ArgumentResolver CLOSE_REASON = new TypeArgumentResolver("the close reason", CloseReason.class,
			EnumSet.of(HandlerKind.DISCONNECTED), HandlerKind.SUBJECT,
			Conversions.cast(CloseReason.class, CloseReason.class));

	public static final ArgumentResolver PRINCIPAL = new TypeArgumentResolver("the principal", Principal.class,
			EnumSet.allOf(HandlerKind.class), HandlerKind.CONNECTION,
			Conversions.by(TcpConnection::principal, TcpConnection.class, Principal.class));

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return this.kinds.contains(kind) ? this.name + " (" + this.type.getSimpleName() + ")" : null;
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		return (parameter.getParameterType() == this.type)
				? new Argument(this.name, this.position, this.conversion, null) : null;
	}

}
