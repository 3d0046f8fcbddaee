package io.netpool.tcp.server.settings;

import java.net.InetAddress;
import java.util.List;

/**
 * The address and rate limits of a pool.
 *
 * @param connectionsPerAddress the maximum number of connections per IPv4 address or
 * 64-bit IPv6 network, 0 for no limit
 * @param allow the addresses that may connect; all if empty
 * @param deny the addresses that may not connect, even if they are in {@code allow}
 * @param acceptsPerSecond the maximum number of connections accepted per second, 0 for no
 * limit
 * @param messagesPerSecond the maximum number of messages per second and connection, 0
 * for no limit
 * @param messagesOverflow the strategy for a connection that exceeds it
 * @param maxBuffered the maximum number of bytes that the connections of the pool buffer
 * together
 * @since 0.1.0
 */
public record LimitSettings(int connectionsPerAddress, List<CidrRange> allow, List<CidrRange> deny,
		int acceptsPerSecond, int messagesPerSecond, MessagesOverflow messagesOverflow, long maxBuffered) {

	/**
	 * Creates settings without a limit of buffered bytes.
	 */
	public LimitSettings(int connectionsPerAddress, List<CidrRange> allow, List<CidrRange> deny, int acceptsPerSecond,
			int messagesPerSecond, MessagesOverflow messagesOverflow) {
		this(connectionsPerAddress, allow, deny, acceptsPerSecond, messagesPerSecond, messagesOverflow, Long.MAX_VALUE);
	}

	/**
	 * Returns settings without limits.
	 * @return the settings
	 */
	public static LimitSettings none() {
		return new LimitSettings(0, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE);
	}

	/**
	 * Returns whether a limit depends on the client's address.
	 */
	public boolean dependOnAddress() {
		return this.connectionsPerAddress > 0 || !this.allow.isEmpty() || !this.deny.isEmpty();
	}

	public boolean permit(InetAddress address) {
		return (this.allow.isEmpty() || CidrRange.anyContains(this.allow, address))
				&& !CidrRange.anyContains(this.deny, address);
	}

}
