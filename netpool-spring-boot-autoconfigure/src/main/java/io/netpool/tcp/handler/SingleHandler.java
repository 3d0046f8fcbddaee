package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.handler.BeanCall.Target;
import org.jspecify.annotations.Nullable;

/**
 * A message goes to one method.
 *
 * @param call the method
 */
record SingleHandler(BeanCall call) implements MessageHandling {

	@Override
	public @Nullable Object handle(TcpConnection connection, Object message) throws Throwable {
		Target target = this.call.target();
		return target.handle().invokeExact(target.bean(), connection, message);
	}

}
