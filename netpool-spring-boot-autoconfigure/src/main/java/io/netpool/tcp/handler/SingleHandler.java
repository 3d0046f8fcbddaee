package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.handler.BeanCall.Target;
import org.jspecify.annotations.Nullable;

/**
 * All messages go to one method.
 *
 * @param call the method
 * @param messageType how it wants them
 */
record SingleHandler(BeanCall call, MessageType messageType) implements MessageHandling {

	@Override
	public @Nullable Object handle(TcpConnection connection, Object message) throws Throwable {
		Target target = this.call.target();
		return target.handle().invokeExact(target.bean(), connection, message);
	}

}
