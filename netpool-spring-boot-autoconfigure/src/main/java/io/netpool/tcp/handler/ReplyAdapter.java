package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Knows one sort of return type of handler methods. It is asked once, at start, and is no
 * part of a call: what it answers is the last step of the method handle that is called.
 */
interface ReplyAdapter {

	/**
	 * What methods of a kind may return, for the error that says what is allowed.
	 * @param kind the kind of method
	 * @return a type's name, or {@code null} if methods of this kind do not return it;
	 * they are then not adapted either
	 */
	@Nullable String offers(HandlerKind kind);

	/**
	 * Adapt a return type.
	 * @param returnType the return type, of a method whose kind has an
	 * {@linkplain #offers offer}
	 * @return from exactly this type ({@code void}: from nothing), and if it wants so the
	 * connection, to an {@code Object} that is a reply or {@code null}; or {@code null}
	 * if the type is not of this sort
	 */
	@Nullable MethodHandle adapt(MethodParameter returnType);

	/**
	 * Returns {@link TcpReply#of} for messages of one type.
	 * @param type type of the message
	 * @return a method handle from exactly this type to {@link TcpReply}
	 */
	static MethodHandle replyWith(Class<?> type) {
		try {
			return MethodHandles.lookup()
				.findStatic(TcpReply.class, "of", MethodType.methodType(Result.class, Object.class))
				.asType(MethodType.methodType(TcpReply.class, type));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
