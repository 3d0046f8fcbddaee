package io.netpool.tcp.test;

import java.net.InetSocketAddress;

import io.netpool.tcp.autoconfigure.PoolProtocol;

/**
 * A pool that a client connects to.
 *
 * @param name its name
 * @param port the port that it listens on
 * @param protocol what it speaks
 */
record TestedPool(String name, int port, PoolProtocol protocol) {

	InetSocketAddress address() {
		return new InetSocketAddress(this.protocol.address(), this.port);
	}

	@Override
	public String toString() {
		return "pool '" + this.name + "'";
	}

}
