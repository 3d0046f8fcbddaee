package io.netpool.tcp.server.admission;

import java.util.concurrent.atomic.AtomicLong;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.Overflow;

/**
 * Counts the acceptors of a pool. The busy ones and the limit are packed into one number,
 * so that they are changed and read together. Any thread may call.
 */
public final class AcceptorCount {

	private volatile AcceptorSettings settings;

	/**
	 * The limit in the upper half, the number of busy acceptors in the lower.
	 */
	private final AtomicLong state;

	public AcceptorCount(AcceptorSettings settings) {
		this.settings = settings;
		this.state = new AtomicLong(pack(settings.initial(), 0));
	}

	/**
	 * Acquires an idle acceptor, and starts more if the settings allow it.
	 * @return whether there was one
	 */
	public boolean acquire() {
		while (true) {
			long current = this.state.get();
			int busy = busy(current);
			int limit = limit(current);
			if (busy >= limit) {
				// after a resize, there may be more busy ones than the limit
				limit = increased(limit, busy);
				if (busy >= limit) {
					return false;
				}
			}
			if (this.state.compareAndSet(current, pack(limit, busy + 1))) {
				return true;
			}
		}
	}

	/**
	 * Acquires an acceptor, above the limit if none is idle.
	 */
	public void acquireAboveLimit() {
		this.state.incrementAndGet();
	}

	private int increased(int limit, int busy) {
		AcceptorSettings current = this.settings;
		boolean increases = current.overflow() == Overflow.INCREASE && busy < current.max();
		return increases ? (int) Math.min(current.max(), (long) busy + current.increaseBy()) : limit;
	}

	/**
	 * Changes the number of acceptors. Busy ones stay busy.
	 */
	public void resize(AcceptorSettings resized) {
		this.settings = resized;
		this.state.updateAndGet((current) -> pack(resized.initial(), busy(current)));
	}

	/**
	 * Releases an acceptor.
	 */
	public void release() {
		this.state.decrementAndGet();
	}

	public boolean anyIdle() {
		long current = this.state.get();
		return busy(current) < limit(current);
	}

	public int busy() {
		return busy(this.state.get());
	}

	public TcpAcceptorPool.Acceptors snapshot() {
		long current = this.state.get();
		return new TcpAcceptorPool.Acceptors(busy(current), limit(current), max(current));
	}

	private int max(long current) {
		AcceptorSettings known = this.settings;
		return (known.overflow() == Overflow.INCREASE) ? Math.max(known.max(), limit(current)) : limit(current);
	}

	/**
	 * Needs no class that may not be loaded yet: it is logged when file descriptors have
	 * run out.
	 */
	@Override
	public String toString() {
		long current = this.state.get();
		int busy = busy(current);
		int limit = limit(current);
		return "busy=" + busy + ", idle=" + Math.max(0, limit - busy) + ", limit=" + limit + ", max=" + max(current);
	}

	private static long pack(int limit, int busy) {
		return ((long) limit << 32) | busy;
	}

	private static int limit(long state) {
		return (int) (state >>> 32);
	}

	private static int busy(long state) {
		return (int) state;
	}

}
