package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.HandlerMethodInvoker.Target;

/**
 * A message goes to one method.
 *
 * @param call the method
 */
record MethodMessageHandler(HandlerMethodInvoker call) implements MessageHandler {

	@Override
	public TcpReply handle(TcpConnection connection, Object message) throws Throwable {
		Target target = this.call.target();
		return (TcpReply) target.handle().invokeExact(target.bean(), connection, message);
	}

}
