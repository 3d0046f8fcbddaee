package io.netpool.benchmarks.memory;

import java.util.List;

import io.netpool.benchmarks.compare.peer.NetpoolEcho;
import io.netpool.benchmarks.compare.peer.NettyEcho;

/**
 * Servers whose idle connections are measured, in the order of the table.
 */
enum IdleServer {

	/** Netty with its line codecs. */
	NETTY("Netty, its codecs", NettyEcho.class, false),

	/** Netty with its line codecs and its TLS handler. */
	NETTY_TLS("Netty, its codecs, TLS", NettyEcho.class, true),

	/** Pool with line framing. */
	NETPOOL("netpool", NetpoolEcho.class, false),

	/** Pool with line framing and TLS. */
	NETPOOL_TLS("netpool, TLS", NetpoolEcho.class, true),

	/** Pool without TLS, with the identity and groups that applications use. */
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
