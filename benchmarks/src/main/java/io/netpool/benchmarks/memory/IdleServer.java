package io.netpool.benchmarks.memory;

import java.util.List;

import io.netpool.benchmarks.compare.peer.NetpoolEcho;
import io.netpool.benchmarks.compare.peer.NettyEcho;

/**
 * The servers whose connections are idle, in the order of the table.
 */
enum IdleServer {

	/** Netty with its codecs for lines. */
	NETTY("Netty, its codecs", NettyEcho.class, false),

	/** The same with its handler for TLS in front. */
	NETTY_TLS("Netty, its codecs, TLS", NettyEcho.class, true),

	/** A pool of lines. */
	NETPOOL("netpool", NetpoolEcho.class, false),

	/** The same with TLS. */
	NETPOOL_TLS("netpool, TLS", NetpoolEcho.class, true),

	/** The same, in the clear, with what an application has of each connection. */
	NETPOOL_IDENTIFIED("netpool, an identity key and two groups", IdentifiedEcho.class, false);

	private final String title;

	private final Class<?> program;

	private final boolean tls;

	IdleServer(String title, Class<?> program, boolean tls) {
		this.title = title;
		this.program = program;
		this.tls = tls;
	}

	String title() {
		return this.title;
	}

	Class<?> program() {
		return this.program;
	}

	boolean isTls() {
		return this.tls;
	}

	List<String> arguments() {
		return (this.program == NettyEcho.class) ? List.of() : List.of("auto");
	}

}
