package io.netpool.tcp.handler;

import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.handler.BeanCall.Target;
import org.jspecify.annotations.Nullable;

/**
 * Serves a pool with its handler methods. What they throw goes to the caller as it is.
 *
 * @param messages what is done with messages
 * @param connected who is told of a new connection, in this order
 * @param disconnected who is told of its end, in this order
 */
record HandlerMethodEndpoint(MessageHandling messages, List<BeanCall> connected,
		List<BeanCall> disconnected) implements TcpEndpoint {

	/**
	 * Create the endpoint of a pool.
	 * @param calls all handler methods of the pool, in their order
	 * @return the endpoint
	 */
	static HandlerMethodEndpoint of(List<BeanCall> calls) {
		return new HandlerMethodEndpoint(MessageHandling.of(only(HandlerKind.MESSAGE, calls)),
				only(HandlerKind.CONNECTED, calls), only(HandlerKind.DISCONNECTED, calls));
	}

	@Override
	public MessageType messageType() {
		return this.messages.messageType();
	}

	@Override
	public boolean followsConnections() {
		return !this.connected.isEmpty() || !this.disconnected.isEmpty();
	}

	/**
	 * Tells everyone in turn, until one throws. Each may greet: the last greeting is
	 * returned, and those before it are sent, which puts them before it.
	 */
	@Override
	public @Nullable Object connected(TcpConnection connection) throws Throwable {
		Object greeting = null;
		for (BeanCall call : this.connected) {
			Target target = call.target();
			Object next = target.handle().invokeExact(target.bean(), connection);
			if (greeting != null && next != null) {
				connection.send(greeting);
			}
			greeting = (next != null) ? next : greeting;
		}
		return greeting;
	}

	@Override
	public @Nullable Object message(TcpConnection connection, Object message) throws Throwable {
		return this.messages.handle(connection, message);
	}

	/**
	 * Tells everyone, also when one throws: each may hold something for the connection.
	 * The first exception is thrown at the end and has the others with it.
	 */
	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
		Throwable failure = null;
		for (BeanCall call : this.disconnected) {
			try {
				Target target = call.target();
				target.handle().invokeExact(target.bean(), connection, reason);
			}
			catch (Throwable ex) {
				if (failure == null) {
					failure = ex;
				}
				else if (failure != ex) {
					failure.addSuppressed(ex);
				}
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	private static List<BeanCall> only(HandlerKind kind, List<BeanCall> calls) {
		return calls.stream().filter((call) -> call.method().kind() == kind).toList();
	}

}
