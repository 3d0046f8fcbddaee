package io.netpool.tcp.server.admission;

import java.net.InetAddress;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.LimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may have connections, and how many. Any thread may ask.
 */
public final class AddressLimits {

	private final LimitSettings limits;

	private final @Nullable AddressCount counts;

	public AddressLimits(LimitSettings limits) {
		this.limits = limits;
		int most = limits.connectionsPerAddress();
		this.counts = (most > 0) ? new AddressCount(most) : null;
	}

	/**
	 * Count a connection in.
	 * @return {@code null} if its address may have it, else why it may not; then it was
	 * not counted
	 */
	public @Nullable CloseReason enter(InetAddress address) {
		if (!this.limits.permit(address)) {
			return CloseReason.DENIED_ADDRESS;
		}
		return (this.counts == null || this.counts.acquire(address)) ? null : CloseReason.ADDRESS_LIMIT;
	}

	/**
	 * Count a connection out that was counted in.
	 */
	public void leave(InetAddress address) {
		if (this.counts != null) {
			this.counts.release(address);
		}
	}

}
