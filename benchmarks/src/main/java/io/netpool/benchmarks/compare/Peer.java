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
 * The servers that are compared, in the order of the table.
 */
enum Peer {

	/** What ratios are to. */
	NETTY("Netty, its codecs, on the event loop", 17, NettyEcho.class),

	/** The same once more: how far its ratio is from 1 is the noise. */
	NETTY_AGAIN("the same once more: the noise", 17, NettyEcho.class),

	/** Handlers on virtual threads. */
	NETPOOL_VIRTUAL("netpool, virtual threads", 21, NetpoolEcho.class, "virtual"),

	/** Handlers on platform threads. */
	NETPOOL_PLATFORM("netpool, platform threads", 17, NetpoolEcho.class, "platform"),

	/** Handlers on the I/O threads. */
	NETPOOL_EVENT_LOOP("netpool, on the event loop", 17, NetpoolEcho.class, "event-loop"),

	/** A reactive server. */
	REACTOR_NETTY("reactor-netty, on the event loop", 17, ReactorNettyEcho.class),

	/** A toolkit for reactive applications. */
	VERTX("Vert.x, on the event loop", 17, VertxEcho.class),

	/** Blocking sockets. */
	SPRING_INTEGRATION_NET("Spring Integration, Net, virtual threads", 21, SpringIntegrationEcho.class, "net"),

	/** A selector. */
	SPRING_INTEGRATION_NIO("Spring Integration, NIO", 17, SpringIntegrationEcho.class, "nio"),

	/** A server that this project does not know, such as that of a doubter. */
	OTHER("another server"),

	/** What the load generator can do at most. */
	BYTES("bytes without framing: about the most that this load generator can see", 17, ByteEcho.class);

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
	 * Whether a Java of this version can run it.
	 */
	boolean runsOn(int feature) {
		return feature >= this.java;
	}

	/**
	 * Whether what it does wrong is wrong in this project.
	 */
	boolean isOurs() {
		return switch (this) {
			case NETTY, NETTY_AGAIN, NETPOOL_VIRTUAL, NETPOOL_PLATFORM, NETPOOL_EVENT_LOOP, BYTES -> true;
			case REACTOR_NETTY, VERTX, SPRING_INTEGRATION_NET, SPRING_INTEGRATION_NIO, OTHER -> false;
		};
	}

	/**
	 * Whether it also serves TLS.
	 */
	boolean servesTls() {
		return switch (this) {
			case NETTY, NETTY_AGAIN, NETPOOL_VIRTUAL, NETPOOL_PLATFORM, NETPOOL_EVENT_LOOP, REACTOR_NETTY, BYTES ->
				true;
			case VERTX, SPRING_INTEGRATION_NET, SPRING_INTEGRATION_NIO, OTHER -> false;
		};
	}

	/**
	 * Whether it is always there: without it, the others' figures say nothing.
	 */
	boolean isReference() {
		return this == NETTY || this == BYTES;
	}

	/**
	 * The main class, which {@link #OTHER} has not.
	 */
	String program() {
		return Objects.requireNonNull(this.program).getName();
	}

	List<String> arguments() {
		return this.arguments;
	}

}
