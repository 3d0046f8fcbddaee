package io.netpool.tcp.server.admission;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many connections clients have, by their address. One client commonly has a whole
 * IPv6 network of 64 bits (RFC 6177), so this is what counts as an address there.
 * <p>
 * Connections are counted in on the I/O thread that accepts, and out on theirs.
 */
final class AddressCount {

	private final int most;

	private final ConcurrentMap<Source, Integer> connections = new ConcurrentHashMap<>();

	AddressCount(int most) {
		this.most = most;
	}

	/**
	 * Count a connection in.
	 * @return whether its address may have one more; if not, it was not counted
	 */
	boolean acquire(InetAddress address) {
		Source source = Source.of(address);
		int now = this.connections.merge(source, 1, Integer::sum);
		if (now <= this.most) {
			return true;
		}
		release(source);
		return false;
	}

	/**
	 * Count a connection out.
	 */
	void release(InetAddress address) {
		release(Source.of(address));
	}

	/**
	 * How many addresses have connections, at about this moment.
	 */
	int addresses() {
		return this.connections.size();
	}

	private void release(Source source) {
		this.connections.computeIfPresent(source, (same, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * Whom a connection counts for.
	 *
	 * @param prefix the IPv4 address, or the network of the IPv6 address
	 * @param ipv6 which of them
	 */
	private record Source(long prefix, boolean ipv6) {

		static Source of(InetAddress address) {
			ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
			return (address instanceof Inet4Address) ? new Source(bytes.getInt(), false)
					: new Source(bytes.getLong(), true);
		}

	}

}
