package io.netpool.tcp.server.admission;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts connections per client address. A client commonly has a whole 64-bit IPv6
 * network (RFC 6177), which therefore counts as one address. Any thread may call.
 */
final class ConnectionsPerAddress {

	private final int max;

	private final ConcurrentMap<Source, Integer> connections = new ConcurrentHashMap<>();

	ConnectionsPerAddress(int max) {
		this.max = max;
	}

	/**
	 * Adds a connection.
	 * @return whether its address is within the limit; if not, it was not counted
	 */
	boolean acquire(InetAddress address) {
		Source source = Source.of(address);
		int now = this.connections.merge(source, 1, Integer::sum);
		if (now <= this.max) {
			return true;
		}
		release(source);
		return false;
	}

	/**
	 * Removes a connection.
	 */
	void release(InetAddress address) {
		release(Source.of(address));
	}

	/**
	 * Returns the number of addresses that have connections.
	 */
	int addresses() {
		return this.connections.size();
	}

	private void release(Source source) {
		this.connections.computeIfPresent(source, (same, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * The address or network that a connection counts for.
	 *
	 * @param prefix the IPv4 address, or the network of the IPv6 address
	 * @param ipv6 whether it is an IPv6 network
	 */
	private record Source(long prefix, boolean ipv6) {

		static Source of(InetAddress address) {
			ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
			return (address instanceof Inet4Address) ? new Source(bytes.getInt(), false)
					: new Source(bytes.getLong(), true);
		}

	}

}
