package io.netpool.tcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.log.FailureLogger;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.LaneSettings;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.SocketSettings;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.settings.WatchSettings;
import io.netpool.tcp.server.statistics.PoolCounters;
import org.jspecify.annotations.Nullable;

/**
 * A pool as large as the parts of the engine need it to run alone.
 */
final class BenchmarkPool {

	private static final int QUEUE = 128;

	private static final int MAX_PENDING = 1024 * 1024;

	private static final int MAX_LENGTH = 64 * 1024;

	private BenchmarkPool() {
	}

	static PoolSettings settings(int ioThreads, @Nullable Supplier<HandlerThreads> threads) {
		return new PoolSettings("default", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024,
				new AcceptorSettings(1024, Overflow.REFUSE, 50, 1024, null), Transport.NIO, ioThreads,
				(type) -> Framings.line(MAX_LENGTH), "line", StandardCharsets.UTF_8,
				new LaneSettings(threads, null, QUEUE, ReplyTimeouts.none()),
				new OutboundSettings(MAX_PENDING, OutboundOverflow.WAIT), ExchangeSettings.defaults(),
				new SocketSettings(true, false, false), LimitSettings.none(), ProxySettings.none(),
				TimeoutSettings.none(), null, WatchSettings.none(), null, null, false);
	}

	static PoolContext context(PoolSettings settings, TcpEndpoint endpoint) {
		return new PoolContext(settings, endpoint, settings.framing().apply(endpoint.messageType()),
				new ConnectionDirectory(), new ConnectionRegistry(), new AddressLimits(settings.limits()),
				new PoolCounters(), PoolListener.NONE, new CloseLogger(settings), new FailureLogger(), null);
	}

	/**
	 * Answers bytes with the same bytes.
	 */
	static final class Echo implements TcpEndpoint {

		@Override
		public MessageType messageType() {
			return MessageType.BYTES;
		}

		@Override
		public boolean handlesConnectionEvents() {
			return false;
		}

		@Override
		public TcpReply connected(TcpConnection connection) {
			return TcpReply.none();
		}

		@Override
		public TcpReply message(TcpConnection connection, Object message) {
			return TcpReply.of(message);
		}

		@Override
		public void disconnected(TcpConnection connection, CloseReason reason) {
		}

	}

}
