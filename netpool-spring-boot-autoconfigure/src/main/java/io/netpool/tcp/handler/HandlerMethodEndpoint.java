package io.netpool.tcp.handler;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.handler.HandlerMethodInvoker.Target;
import io.netpool.tcp.handler.convert.MessageDecoder;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

/**
 * {@link TcpEndpoint} that calls the handler methods of a pool. A failure that no
 * exception handler handles is thrown unchanged.
 *
 * @param messageType type of the messages that the handler methods receive
 * @param messages handler of the messages
 * @param interceptors interceptors of the connections
 * @param connected {@code @TcpConnected} methods, in the order of their calls
 * @param disconnected {@code @TcpDisconnected} methods, in the order of their calls
 * @param encoder encoder of the messages that are sent
 * @param decoder decoder of the answers to commands
 */
record HandlerMethodEndpoint(MessageType messageType, MessageHandler messages, ConnectionInterceptors interceptors,
		List<HandlerMethodInvoker> connected, List<HandlerMethodInvoker> disconnected, MessageEncoder encoder,
		MessageDecoder decoder) implements TcpEndpoint {

	/**
	 * Creates the endpoint of a pool.
	 * @param methods all handler methods of the pool
	 * @param beans other beans that take part in the handling of messages
	 * @param encoder encoder of the messages that are sent
	 * @param decoder decoder of the answers to commands
	 * @return the endpoint
	 */
	static HandlerMethodEndpoint of(PoolMethods methods, MessageBeans beans, MessageEncoder encoder,
			MessageDecoder decoder) {
		return new HandlerMethodEndpoint(messageType(methods), methods.messages(beans),
				new ConnectionInterceptors(beans.interceptors()), methods.of(HandlerKind.CONNECTED),
				methods.of(HandlerKind.DISCONNECTED), encoder, decoder);
	}

	/**
	 * Bytes if a handler requires bytes, or routes are bytes, since they can be decoded
	 * to text, but text cannot always be encoded to the original bytes; also if no
	 * handler requires text, which saves decoding.
	 */
	private static MessageType messageType(PoolMethods methods) {
		if (methods.options().parsedType() != null) {
			return MessageType.OBJECT;
		}
		Set<@Nullable MessageType> required = new HashSet<>();
		methods.of(HandlerKind.MESSAGE).forEach((handler) -> required.add(handler.messageType()));
		boolean text = required.contains(MessageType.TEXT) && !required.contains(MessageType.BYTES)
				&& !(methods.options().routes() instanceof BytesRouteResolver);
		return text ? MessageType.TEXT : MessageType.BYTES;
	}

	@Override
	public boolean handlesConnectionEvents() {
		return !this.connected.isEmpty() || !this.disconnected.isEmpty() || !this.interceptors.isEmpty();
	}

	/**
	 * Calls the methods until one throws. Several greetings are sent after the last call.
	 */
	@Override
	public TcpReply connected(TcpConnection connection) throws Throwable {
		if (!this.interceptors.accept(connection)) {
			return TcpReply.none();
		}
		List<Object> greetings = new ArrayList<>(1);
		for (HandlerMethodInvoker call : this.connected) {
			Target target = call.target();
			TcpReply reply = (TcpReply) target.handle().invokeExact(target.bean(), connection);
			Object greeting = ((Result) reply).message();
			if (greeting != null) {
				greetings.add(greeting);
			}
		}
		return (greetings.size() > 1) ? TcpReply.several((sender) -> send(greetings, sender))
				: TcpReply.of(greetings.isEmpty() ? null : greetings.get(0));
	}

	private static TcpReply send(List<Object> greetings, Sender sender) {
		int last = greetings.size() - 1;
		greetings.subList(0, last).forEach(sender::send);
		return TcpReply.of(greetings.get(last));
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) throws Throwable {
		return this.messages.handle(connection, message);
	}

	/**
	 * Calls all methods, also if one throws, since each may have to release something.
	 * The first exception is thrown at the end, with the others as suppressed.
	 */
	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
		if (!this.interceptors.wasAccepted(connection)) {
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
	public Object encode(Object message) {
		return this.encoder.encode(message);
	}

	@Override
	public <T> Function<byte[], T> reader(Class<T> type) {
		if (this.messageType == MessageType.OBJECT && type != ByteBuffer.class) {
			// only what the framing has parsed has another type
			return (payload) -> {
				throw new TcpConversionException("A message was not parsed as " + type.getName(), null);
			};
		}
		return this.decoder.reader(type);
	}

}
