package io.netpool.tcp.handler.method;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;

/**
 * Kind of handler method, given by its annotation. All methods of a kind are linked to
 * method handles of the same type, so that callers can use {@code invokeExact}.
 */
public enum HandlerKind {

	MESSAGE(TcpHandler.class, MethodType.methodType(TcpReply.class, Object.class, TcpConnection.class, Object.class)),

	CONNECTED(TcpConnected.class, MethodType.methodType(TcpReply.class, Object.class, TcpConnection.class)),

	DISCONNECTED(TcpDisconnected.class,
			MethodType.methodType(void.class, Object.class, TcpConnection.class, CloseReason.class)),

	EXCEPTION(TcpExceptionHandler.class,
			MethodType.methodType(TcpReply.class, Object.class, TcpConnection.class, Object.class, Throwable.class));

	/**
	 * Position of the connection in every {@link #type}; the bean is at position 0.
	 */
	public static final int CONNECTION = 1;

	/**
	 * Position of the message or the close reason in the {@link #type}, if it has one.
	 */
	public static final int SUBJECT = 2;

	/**
	 * Position of the exception in the {@link #type} of {@link #EXCEPTION}.
	 */
	public static final int FAILURE = 3;

	private final Class<? extends Annotation> annotation;

	private final MethodType type;

	HandlerKind(Class<? extends Annotation> annotation, MethodType type) {
		this.annotation = annotation;
		this.type = type;
	}

	Class<? extends Annotation> annotation() {
		return this.annotation;
	}

	public MethodType type() {
		return this.type;
	}

	public boolean replies() {
		return this.type.returnType() != void.class;
	}

	/**
	 * Whether methods of this kind may reply asynchronously, and with several replies.
	 */
	public boolean repliesLater() {
		return this == MESSAGE || this == EXCEPTION;
	}

	@Override
	public String toString() {
		return "@" + this.annotation.getSimpleName();
	}

}
