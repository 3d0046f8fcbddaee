package io.netpool.sample.extending;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpInterceptor;

import org.springframework.stereotype.Component;

/**
 * Takes clients on this machine for the operator.
 */
@Component
class AddressPrincipal implements TcpInterceptor {

	@Override
	public boolean connecting(TcpConnection connection) {
		if (connection.remoteAddress().getAddress().isLoopbackAddress()) {
			connection.principal(() -> "operator");
		}
		return true;
	}

}
