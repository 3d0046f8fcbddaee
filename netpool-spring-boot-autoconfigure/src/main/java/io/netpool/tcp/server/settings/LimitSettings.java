package io.netpool.tcp.server.settings;

import java.net.InetAddress;
import java.util.List;

/**
 * Who may connect to a pool, how often and how many times.
 *
 * @param connectionsPerAddress most connections of one IPv4 address, or one IPv6 network
 * of 64 bits, 0 for as many as there are acceptors
 * @param allow addresses that may connect; where it is empty, all may
 * @param deny addresses that may not, even if they are in {@code allow}
 * @param acceptsPerSecond most connections that are accepted in a second, 0 for as many
 * as come
 * @param messagesPerSecond most messages of one connection in a second, 0 for as many as
 * come
 * @param messagesOverflow what happens to a connection on which more come
 * @since 0.1.0
 */
public record LimitSettings(int connectionsPerAddress, List<AddressRange> allow, List<AddressRange> deny,
		int acceptsPerSecond, int messagesPerSecond, MessagesOverflow messagesOverflow) {

	/**
	 * Everyone may connect.
	 * @return no limits
	 */
	public static LimitSettings none() {
		return new LimitSettings(0, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE);
	}

	public boolean permit(InetAddress address) {
		return (this.allow.isEmpty() || AddressRange.anyContains(this.allow, address))
				&& !AddressRange.anyContains(this.deny, address);
	}

}
