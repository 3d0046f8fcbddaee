package io.netpool.tcp.server;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.outbound.OutboundQueue.FramingChange;
import io.netpool.tcp.server.settings.ApplicationFraming;
import org.jspecify.annotations.Nullable;

/**
 * Changes the framing of an open connection. Used on the connection's lane.
 */
final class FramingUpgrade {

	private final ServedConnection connection;

	/**
	 * The framing of messages sent after the reply to the message being handled.
	 */
	private @Nullable TcpFraming next;

	FramingUpgrade(ServedConnection connection) {
		this.connection = connection;
	}

	/**
	 * Changes the framing, as {@link TcpConnection#changeFraming} says.
	 */
	void change(TcpFraming framing) {
		PoolContext pool = this.connection.context();
		int queue = pool.settings().lanes().queue();
		if (queue != 1) {
			throw cannotChange("handler.queue is " + queue + ", so that frames are decoded in advance. Set it to 1");
		}
		if (pool.framing() instanceof NettyFraming) {
			throw cannotChange("it consists of Netty's codecs");
		}
		if (framing.messageType() != pool.framing().messageType()) {
			throw cannotChange("its messages are of another type");
		}
		if (!this.connection.lane().isCurrent()) {
			throw new IllegalStateException("The framing of a connection can only be changed by its handler");
		}
		TcpFraming changed = new ApplicationFraming(framing).forConnection();
		// the event loop decodes nothing before the lane has room for a message again;
		// for an exchange it does, unless it sees the change
		requireNothingDecodedInAdvance();
		FrameReader reader = this.connection.handler().reader();
		reader.changeFraming(changed);
		try {
			requireNothingDecodedInAdvance();
		}
		catch (IllegalStateException ex) {
			reader.changeFraming(null);
			// it may have paused reading
			this.connection.requestAttention();
			this.connection.io().signal();
			throw ex;
		}
		this.next = changed;
	}

	private void requireNothingDecodedInAdvance() {
		if (this.connection.openExchanges() > 0 || this.connection.lane().hasNext()) {
			throw cannotChange("frames after this message are decoded in advance for an exchange");
		}
	}

	private IllegalStateException cannotChange(String why) {
		return new IllegalStateException(
				"The framing of a connection of pool '" + this.connection.pool() + "' cannot change: " + why);
	}

	/**
	 * Called after a message was handled without a reply that would have taken the
	 * change: messages sent from now on use the new framing.
	 */
	void messageHandled() {
		FramingChange change = take();
		if (change != null) {
			this.connection.outbound().change(change);
		}
	}

	/**
	 * Called with the last reply to a message: takes the change that follows it.
	 * @return the change, {@code null} if there is none
	 */
	@Nullable FramingChange take() {
		TcpFraming changed = this.next;
		if (changed == null) {
			return null;
		}
		this.next = null;
		return new FramingChange(changed);
	}

}
