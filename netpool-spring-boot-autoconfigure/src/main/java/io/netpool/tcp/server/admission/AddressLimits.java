package io.netpool.tcp.server.admission;

import java.net.InetAddress;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.LimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * Applies the address limits. Any thread may call.
 */
public final class AddressLimits {

	private final LimitSettings limits;

	private final @Nullable ConnectionsPerAddress counts;

	public AddressLimits(LimitSettings limits) {
		this.limits = limits;
		int most = limits.connectionsPerAddress();
		this.counts = (most > 0) ? new ConnectionsPerAddress(most) : null;
	}

	/**
	 * Adds a connection.
	 * @return {@code null} if its address is permitted, else the reason of the refusal;
	 * the connection was then not counted
	 */
	public @Nullable CloseReason enter(InetAddress address) {
		if (!this.limits.permit(address)) {
			return CloseReason.DENIED_ADDRESS;
		}
		return (this.counts == null || this.counts.acquire(address)) ? null : CloseReason.ADDRESS_LIMIT;
	}

	/**
	 * Removes a connection that was added.
	 */
	public void leave(InetAddress address) {
		if (this.counts != null) {
			this.counts.release(address);
		}
	}

}
