package io.netpool.tcp.server.transport;

import io.netty.channel.ChannelConfig;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How many connections a listening socket accepts before open ones have their turn: as
 * many as have lately come together. One per turn, as Netty accepts by default, is a long
 * wait where a turn serves a thousand connections; to ask the system for one more than
 * there are costs as much as to accept one.
 * <p>
 * Only the event loop of the listening socket may use it. It serves one socket.
 */
@SuppressWarnings("deprecation")
public final class AcceptsPerTurn implements MaxMessagesRecvByteBufAllocator {

	/**
	 * Maximum number of connections in a turn, unless another one is set.
	 */
	static final int MAX = 64;

	/**
	 * Number of lone connections after which one more is asked for.
	 */
	static final int LONE_CONNECTIONS = 8;

	private final MaxMessagesRecvByteBufAllocator allocator = new ServerChannelRecvByteBufAllocator()
		.respectMaybeMoreData(false)
		.maxMessagesPerRead(MAX);

	private boolean all;

	private int allowed = 1;

	private int loneConnections;

	/**
	 * Accepts all connections that wait from now on, up to {@link #maxMessagesPerRead()}
	 * in a turn, so that a turn with fewer has found no more.
	 */
	public void acceptAll() {
		this.all = true;
	}

	private int allowed() {
		return this.all ? maxMessagesPerRead() : this.allowed;
	}

	/**
	 * Called when the system had fewer than were allowed.
	 */
	private void foundNoMore(int accepted) {
		this.allowed = Math.max(1, accepted);
		this.loneConnections = 0;
	}

	private void acceptedAllowed() {
		if (this.allowed > 1 || ++this.loneConnections >= LONE_CONNECTIONS) {
			this.allowed = Math.min(maxMessagesPerRead(), 2 * this.allowed);
		}
	}

	@Override
	public int maxMessagesPerRead() {
		return this.allocator.maxMessagesPerRead();
	}

	@Override
	public MaxMessagesRecvByteBufAllocator maxMessagesPerRead(int maximum) {
		this.allocator.maxMessagesPerRead(maximum);
		return this;
	}

	@Override
	public Handle newHandle() {
		return new Turn((ExtendedHandle) this.allocator.newHandle());
	}

	private final class Turn extends DelegatingHandle implements ExtendedHandle {

		private final ExtendedHandle delegate;

		private int accepted;

		private boolean asksForMore;

		Turn(ExtendedHandle delegate) {
			super(delegate);
			this.delegate = delegate;
		}

		@Override
		public void reset(ChannelConfig config) {
			super.reset(config);
			this.accepted = 0;
			this.asksForMore = true;
		}

		@Override
		public void incMessagesRead(int count) {
			super.incMessagesRead(count);
			this.accepted += count;
		}

		@Override
		public boolean continueReading() {
			return goesOn(super.continueReading());
		}

		@Override
		public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
			return goesOn(this.delegate.continueReading(maybeMore));
		}

		private boolean goesOn(boolean more) {
			this.asksForMore = more && this.accepted < allowed();
			return this.asksForMore;
		}

		@Override
		public void readComplete() {
			super.readComplete();
			if (this.asksForMore) {
				foundNoMore(this.accepted);
			}
			else if (this.accepted >= AcceptsPerTurn.this.allowed) {
				acceptedAllowed();
			}
		}

	}

}
