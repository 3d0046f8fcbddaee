package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.handler.HandlerMethodInvoker.Target;
import org.jspecify.annotations.Nullable;

/**
 * A message goes to one method.
 *
 * @param call the method
 */
record MethodMessageHandler(HandlerMethodInvoker call) implements MessageHandler {

	@Override
	public @Nullable Object handle(TcpConnection connection, Object message) throws Throwable {
		Target target = this.call.target();
		return target.handle().invokeExact(target.bean(), connection, message);
	}

}
