package io.netpool.benchmarks.compare;

import java.util.List;
import java.util.Objects;

import io.netpool.benchmarks.compare.peer.ByteEcho;
import io.netpool.benchmarks.compare.peer.NetpoolEcho;
import io.netpool.benchmarks.compare.peer.NettyEcho;
import io.netpool.benchmarks.compare.peer.ReactorNettyEcho;
import io.netpool.benchmarks.compare.peer.SpringIntegrationEcho;
import io.netpool.benchmarks.compare.peer.VertxEcho;
import org.jspecify.annotations.Nullable;

/**
 * Servers under comparison, in the order of the table.
 */
enum Peer {

	/** Reference for the ratios. */
	NETTY("Netty, its codecs, on the event loop", 17, NettyEcho.class),

	/** Second instance of Netty: the distance of its ratio from 1 is the noise. */
	NETTY_AGAIN("Netty again: the noise", 17, NettyEcho.class),

	/** Handlers on virtual threads. */
	NETPOOL_VIRTUAL("netpool, virtual threads", 21, NetpoolEcho.class, "virtual"),

	/** Handlers on platform threads. */
	NETPOOL_PLATFORM("netpool, platform threads", 17, NetpoolEcho.class, "platform"),

	/** Handlers on the I/O threads. */
	NETPOOL_EVENT_LOOP("netpool, on the event loop", 17, NetpoolEcho.class, "event-loop"),

	/** Reactive server. */
	REACTOR_NETTY("reactor-netty, on the event loop", 17, ReactorNettyEcho.class),

	/** Toolkit for reactive applications. */
	VERTX("Vert.x, on the event loop", 17, VertxEcho.class),

	/** Blocking sockets. */
	SPRING_INTEGRATION_NET("Spring Integration, Net, virtual threads", 21, SpringIntegrationEcho.class, "net"),

	/** NIO selector. */
	SPRING_INTEGRATION_NIO("Spring Integration, NIO", 17, SpringIntegrationEcho.class, "nio"),

	/** Server that is not part of this project, such as that of a sceptic. */
	OTHER("another server"),

	/** Byte echo: approximates the maximum of the load generator. */
	BYTES("bytes without framing: about the maximum that this load generator can measure", 17, ByteEcho.class);

	private final String title;

	private final int java;

	private final @Nullable Class<?> program;

	private final List<String> arguments;

	Peer(String title) {
		this.title = title;
		this.java = 17;
		this.program = null;
		this.arguments = List.of();
	}

	Peer(String title, int java, Class<?> program, String... arguments) {
		this.title = title;
		this.java = java;
		this.program = program;
		this.arguments = List.of(arguments);
	}

	String title() {
		return this.title;
	}

	/**
	 * Returns whether this server runs on the given Java version.
	 */
	boolean runsOn(int feature) {
		return feature >= this.java;
	}

	/**
	 * Returns whether a failure of this server is a defect of this project.
	 */
	boolean isOurs() {
		return switch (this) {
			case NETTY, NETTY_AGAIN, NETPOOL_VIRTUAL, NETPOOL_PLATFORM, NETPOOL_EVENT_LOOP, BYTES -> true;
			case REACTOR_NETTY, VERTX, SPRING_INTEGRATION_NET, SPRING_INTEGRATION_NIO, OTHER -> false;
		};
	}

	/**
	 * Returns whether this server also listens with TLS.
	 */
	boolean servesTls() {
		return switch (this) {
			case NETTY, NETTY_AGAIN, NETPOOL_VIRTUAL, NETPOOL_PLATFORM, NETPOOL_EVENT_LOOP, REACTOR_NETTY, BYTES ->
				true;
			case VERTX, SPRING_INTEGRATION_NET, SPRING_INTEGRATION_NIO, OTHER -> false;
		};
	}

	/**
	 * Returns whether this server is always included: without it, the other figures
	 * cannot be interpreted.
	 */
	boolean isReference() {
		return this == NETTY || this == BYTES;
	}

	/**
	 * Returns the name of the main class. Not supported by {@link #OTHER}.
	 */
	String program() {
		return Objects.requireNonNull(this.program).getName();
	}

	List<String> arguments() {
		return this.arguments;
	}

}
