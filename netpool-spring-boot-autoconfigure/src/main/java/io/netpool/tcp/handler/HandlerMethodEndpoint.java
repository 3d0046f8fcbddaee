package io.netpool.tcp.handler;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.handler.HandlerMethodInvoker.Target;
import org.jspecify.annotations.Nullable;

/**
 * Serves a pool with its handler methods. What nobody has handled goes to the caller as
 * it was thrown.
 *
 * @param messageType how messages are wanted
 * @param messages what is done with messages
 * @param gate where connections are refused
 * @param connected who is told of a new connection, in this order
 * @param disconnected who is told of its end, in this order
 * @param encoder what is made of messages that are sent
 */
record HandlerMethodEndpoint(MessageType messageType, MessageHandler messages, ConnectionInterceptors gate,
		List<HandlerMethodInvoker> connected, List<HandlerMethodInvoker> disconnected,
		MessageEncoder encoder) implements TcpEndpoint {

	/**
	 * Create the endpoint of a pool.
	 * @param methods all handler methods of the pool
	 * @param beans who has a part in it beside them
	 * @param encoder what is made of messages that are sent
	 * @return the endpoint
	 */
	static HandlerMethodEndpoint of(PoolMethods methods, MessageBeans beans, MessageEncoder encoder) {
		return new HandlerMethodEndpoint(messageType(methods.of(HandlerKind.MESSAGE)), methods.messages(beans),
				new ConnectionInterceptors(beans.interceptors()), methods.of(HandlerKind.CONNECTED),
				methods.of(HandlerKind.DISCONNECTED), encoder);
	}

	/**
	 * Bytes if anyone needs them, since they can be made text, but text can't always be
	 * made the bytes it was. Bytes too if nobody needs text, since they cost no decoding.
	 */
	private static MessageType messageType(List<HandlerMethodInvoker> handlers) {
		Set<@Nullable MessageType> wanted = new HashSet<>();
		handlers.forEach((handler) -> wanted.add(handler.messageType()));
		boolean text = wanted.contains(MessageType.TEXT) && !wanted.contains(MessageType.BYTES);
		return text ? MessageType.TEXT : MessageType.BYTES;
	}

	@Override
	public boolean handlesConnectionEvents() {
		return !this.connected.isEmpty() || !this.disconnected.isEmpty() || !this.gate.isOpen();
	}

	/**
	 * Tells everyone in turn, until one throws. Each may greet: the last greeting is
	 * returned, and those before it are sent, which puts them before it.
	 */
	@Override
	public TcpReply connected(TcpConnection connection) throws Throwable {
		if (!this.gate.letsIn(connection)) {
			return TcpReply.none();
		}
		Object greeting = null;
		for (HandlerMethodInvoker call : this.connected) {
			Target target = call.target();
			TcpReply reply = (TcpReply) target.handle().invokeExact(target.bean(), connection);
			Object next = ((Result) reply).message();
			if (greeting != null && next != null) {
				connection.send(greeting);
			}
			greeting = (next != null) ? next : greeting;
		}
		return TcpReply.of(greeting);
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) throws Throwable {
		return this.messages.handle(connection, message);
	}

	/**
	 * Tells everyone, also when one throws: each may hold something for the connection.
	 * The first exception is thrown at the end and has the others with it.
	 */
	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
		if (!this.gate.letOut(connection)) {
			return;
		}
		Throwable failure = null;
		for (HandlerMethodInvoker call : this.disconnected) {
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

	@Override
	public Object encode(TcpConnection connection, Object message) {
		return this.encoder.encode(message);
	}

}
