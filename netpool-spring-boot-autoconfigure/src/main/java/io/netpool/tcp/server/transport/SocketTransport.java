package io.netpool.tcp.server.transport;

import java.util.List;
import java.util.function.Supplier;

import io.netpool.tcp.server.settings.Transport;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A transport that is available on this machine.
 *
 * @param transport the transport, never {@code AUTO}
 * @param handlers creates the I/O handlers of event loops
 * @param channelType the type of its listening sockets
 */
public record SocketTransport(Transport transport, Supplier<IoHandlerFactory> handlers,
		Class<? extends ServerSocketChannel> channelType) {

	/**
	 * The order of preference of {@code AUTO}. io_uring is not included: many containers
	 * forbid its system calls.
	 */
	private static final List<Transport> PREFERENCE = List.of(Transport.EPOLL, Transport.KQUEUE, Transport.NIO);

	/**
	 * Returns the transport for a setting.
	 * @param wanted the setting
	 * @return a transport that is available
	 * @throws TransportUnavailableException if the requested one is not
	 */
	public static SocketTransport of(Transport wanted) {
		if (wanted == Transport.AUTO) {
			return PREFERENCE.stream()
				.filter((candidate) -> unavailabilityCause(candidate) == null)
				.findFirst()
				.map(SocketTransport::of)
				.orElseThrow();
		}
		Throwable cause = unavailabilityCause(wanted);
		if (cause != null) {
			throw new TransportUnavailableException(wanted, cause);
		}
		return switch (wanted) {
			case IO_URING ->
				new SocketTransport(wanted, IoUringIoHandler::newFactory, IoUringServerSocketChannel.class);
			case EPOLL -> new SocketTransport(wanted, EpollHandlerFactory::new, EpollServerSocketChannel.class);
			case KQUEUE -> new SocketTransport(wanted, KQueueIoHandler::newFactory, KQueueServerSocketChannel.class);
			case NIO, AUTO -> new SocketTransport(wanted, NioIoHandler::newFactory, NioServerSocketChannel.class);
		};
	}

	private static @Nullable Throwable unavailabilityCause(Transport transport) {
		try {
			return nettysCause(transport);
		}
		catch (NoClassDefFoundError ex) {
			// an application may have excluded its classes
			return ex;
		}
	}

	private static @Nullable Throwable nettysCause(Transport transport) {
		return switch (transport) {
			case IO_URING -> IoUring.unavailabilityCause();
			case EPOLL -> Epoll.unavailabilityCause();
			case KQUEUE -> KQueue.unavailabilityCause();
			case NIO, AUTO -> null;
		};
	}

}
