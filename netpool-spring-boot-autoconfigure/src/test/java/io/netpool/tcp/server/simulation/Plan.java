package io.netpool.tcp.server.simulation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.LaneSettings;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
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
import org.jspecify.annotations.Nullable;

/**
 * The pool of a simulation, and what happens to it, as its seed draws them.
 *
 * @param execution which threads run handlers
 * @param handlerThreads their maximum number
 * @param ioThreads number of I/O threads
 * @param acceptors number of acceptors
 * @param overflow what becomes of connections that find no idle acceptor
 * @param moreAcceptors number by which the acceptors may increase
 * @param refusal whether refused clients get a text
 * @param queue maximum number of queued messages of a connection
 * @param outbound settings of pending messages
 * @param writeTimeout the write timeout, 0 for none
 * @param otherTimeouts the other timeouts, 0 for none
 * @param halfClose whether a connection outlives the end of its client's stream
 * @param messagesPerSecond the rate limit, 0 for none
 * @param waterMark maximum number of bytes that the engine has written and the socket has
 * not accepted
 * @param kernelBytes bytes of a connection that the kernel holds, in each direction
 * @param greets whether clients are greeted
 * @param changesWhenConnected whether {@code connected} changes the framing
 * @param shutdownMessage whether there is a shutdown message
 * @param floods whether the clients send many messages, and do not read for some time
 * @param clients number of clients
 * @param senders number of threads that send messages
 * @param ending how the pool ends
 * @param devices what a plan of devices adds, {@code null} for other plans
 * @param ticks number of ticks after which a leader that computes is replaced
 */
record Plan(Execution execution, int handlerThreads, int ioThreads, int acceptors, Overflow overflow, int moreAcceptors,
		boolean refusal, int queue, OutboundSettings outbound, Duration writeTimeout, Duration otherTimeouts,
		boolean halfClose, int messagesPerSecond, int waterMark, int kernelBytes, boolean greets,
		boolean changesWhenConnected, boolean shutdownMessage, boolean floods, int clients, int senders, Ending ending,
		@Nullable DevicePlan devices, int ticks) {

	private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(2);

	static Plan draw(Random random, boolean ofDevices) {
		Execution execution = any(random, Execution.values());
		int queue = any(random, 1, 1, 2, 4, 16);
		boolean floods = random.nextInt(20) == 0 && !ofDevices;
		boolean disconnects = !floods && random.nextInt(4) == 0;
		// enough for a client that reads: more closes its connection
		long maxPending = disconnects ? 6000 : any(random, 300, 1000, 3000, floods ? 3000 : 100_000);
		int waterMark = floods ? 200 : any(random, 200, 1000, 64 * 1024);
		int kernelBytes = floods ? 100 : any(random, 100, 1000, 64 * 1024);
		return new Plan(execution, any(random, 1, 2, 50), 1 + random.nextInt(2), 1 + random.nextInt(6),
				any(random, Overflow.values()), random.nextInt(6), random.nextBoolean(), queue,
				new OutboundSettings(maxPending, disconnects ? OutboundOverflow.DISCONNECT : OutboundOverflow.WAIT),
				Duration.ofMillis(any(random, 0, 400, 1000)), Duration.ofMillis(any(random, 0, 0, 300)),
				random.nextInt(8) == 0, floods ? 0 : any(random, 0, 0, 0, 100), waterMark, kernelBytes,
				random.nextBoolean(), queue == 1 && random.nextInt(8) == 0 && !ofDevices, random.nextInt(4) == 0,
				floods, floods ? 1 : 1 + random.nextInt(8), floods ? 0 : any(random, 0, 1, 3),
				any(random, Ending.values()), ofDevices ? DevicePlan.draw(random) : null, any(random, 1, 4));
	}

	@SafeVarargs
	static <T> T any(Random random, T... values) {
		return values[random.nextInt(values.length)];
	}

	PoolSettings settings() {
		AcceptorSettings capacity = new AcceptorSettings(this.acceptors, this.overflow, 2,
				this.acceptors + this.moreAcceptors, this.refusal ? ascii("busy") : null);
		LimitSettings limits = new LimitSettings(0, List.of(), List.of(), 0, this.messagesPerSecond,
				MessagesOverflow.PAUSE);
		Duration other = unlessZero(this.otherTimeouts);
		DevicePlan device = (this.devices != null) ? this.devices : DevicePlan.none(this.otherTimeouts);
		return new PoolSettings("default", new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000), 128, capacity,
				Transport.NIO, this.ioThreads, (type) -> Framings.line(Message.MAX_LENGTH), "line",
				StandardCharsets.US_ASCII,
				new LaneSettings((this.execution == Execution.EVENT_LOOP) ? null : this::threads, leaders(), this.queue,
						new ReplyTimeouts(REPLY_TIMEOUT, REPLY_TIMEOUT)),
				this.outbound, device.exchanges(), new SocketSettings(true, false, this.halfClose), limits,
				ProxySettings.none(),
				new TimeoutSettings(other, unlessZero(device.readIdle()), other, other, unlessZero(this.writeTimeout),
						device.age(), null),
				device.heartbeats(), WatchSettings.none(), null, this.shutdownMessage ? ascii("xshutdown") : null,
				false);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	static @Nullable Duration unlessZero(Duration timeout) {
		return timeout.isZero() ? null : timeout;
	}

	/**
	 * With every handler brief, whatever it takes in simulated time.
	 */
	private @Nullable LeaderSettings leaders() {
		return (this.execution == Execution.PLATFORM)
				? new LeaderSettings(Duration.ofSeconds(10), Duration.ofMillis(1), this.ticks) : null;
	}

	private HandlerThreads threads() {
		return new SimulatedHandlerThreads(
				(this.execution == Execution.PLATFORM) ? this.handlerThreads : Integer.MAX_VALUE);
	}

	/**
	 * Which threads run handlers.
	 */
	enum Execution {

		EVENT_LOOP, PLATFORM, VIRTUAL

	}

	/**
	 * Kinds of plans.
	 */
	enum Kind {

		/** Clients send messages and get replies. */
		MESSAGES,

		/** Clients are devices, which answer commands too. */
		DEVICES

	}

	/**
	 * How a pool ends.
	 */
	enum Ending {

		/** It drains when its clients have nothing more to send. */
		DRAIN,

		/** It drains at any time. */
		EARLY_DRAIN,

		/** It stops at any time, and does not drain. */
		STOP

	}

}
