package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Adapts one kind of handler method return type at startup. It is not involved in calls:
 * the filter that it returns becomes a part of the method handle that is called.
 */
public interface ReplyAdapter {

	/**
	 * Describes the return type, for the error message that lists the supported types.
	 * @param kind kind of handler method
	 * @return the name of the type, or {@code null} if methods of this kind cannot return
	 * it; {@link #adapt} is then not called
	 */
	@Nullable String offers(HandlerKind kind);

	/**
	 * Adapts a return type.
	 * @param returnType return type of a method, of a kind that {@link #offers} describes
	 * @return a method handle to {@link TcpReply} from exactly this type, or from nothing
	 * for {@code void}, and optionally the connection; {@code null} if the type is of
	 * another kind
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
