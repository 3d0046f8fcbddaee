package io.netpool.tcp.test;

import java.net.InetSocketAddress;

import io.netpool.tcp.TcpAcceptorPool.Security;

/**
 * A pool of the application under test.
 *
 * @param name the name of the pool
 * @param port the port that it listens on
 * @param security when TLS starts
 * @param protocol the protocol of its clients
 */
record TestedPool(String name, int port, Security security, PoolProtocol protocol) {

	InetSocketAddress address() {
		return new InetSocketAddress(this.protocol.address(), this.port);
	}

	@Override
	public String toString() {
		return "pool '" + this.name + "'";
	}

}
