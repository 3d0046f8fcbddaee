package io.netpool.tcp.handler;

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
 * What a handler method is called for, and with which facts. Every method of a kind is
 * bound to the same type of method handle, so that the caller can use {@code invokeExact}
 * without knowing the method.
 */
enum HandlerKind {

	MESSAGE(TcpHandler.class, MethodType.methodType(TcpReply.class, Object.class, TcpConnection.class, Object.class)),

	CONNECTED(TcpConnected.class, MethodType.methodType(TcpReply.class, Object.class, TcpConnection.class)),

	DISCONNECTED(TcpDisconnected.class,
			MethodType.methodType(void.class, Object.class, TcpConnection.class, CloseReason.class)),

	EXCEPTION(TcpExceptionHandler.class,
			MethodType.methodType(TcpReply.class, Object.class, TcpConnection.class, Object.class, Throwable.class));

	/**
	 * Where every {@link #type} has the connection; the bean is at 0.
	 */
	static final int CONNECTION = 1;

	/**
	 * Where the {@link #type} has what the connection is told of, if anything: the
	 * message or the close reason.
	 */
	static final int SUBJECT = 2;

	/**
	 * Where the {@link #type} of {@link #EXCEPTION} has what was thrown.
	 */
	static final int FAILURE = 3;

	private final Class<? extends Annotation> annotation;

	private final MethodType type;

	HandlerKind(Class<? extends Annotation> annotation, MethodType type) {
		this.annotation = annotation;
		this.type = type;
	}

	Class<? extends Annotation> annotation() {
		return this.annotation;
	}

	MethodType type() {
		return this.type;
	}

	boolean replies() {
		return this.type.returnType() != void.class;
	}

	/**
	 * Whether replies may come later, and be several.
	 */
	boolean repliesLater() {
		return this == MESSAGE || this == EXCEPTION;
	}

	@Override
	public String toString() {
		return "@" + this.annotation.getSimpleName();
	}

}
