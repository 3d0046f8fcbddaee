package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.HandlerMethodInvoker.Target;

/**
 * Calls one {@code @TcpHandler} method with all messages.
 *
 * @param call method to call
 */
record MethodMessageHandler(HandlerMethodInvoker call) implements MessageHandler {

	@Override
	public TcpReply handle(TcpConnection connection, Object message) throws Throwable {
		Target target = this.call.target();
		return (TcpReply) target.handle().invokeExact(target.bean(), connection, message);
	}

}
