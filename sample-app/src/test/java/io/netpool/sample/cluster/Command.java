package io.netpool.sample.cluster;

import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.TcpDelivery;

/**
 * A command to a device: how its delivery was reported, and how often the device has
 * received it.
 */
final class Command {

	private final int number;

	private final String key;

	private final AtomicInteger received = new AtomicInteger();

	private volatile TcpDelivery reported;

	private volatile boolean over;

	private volatile boolean late;

	Command(int number, String key) {
		this.number = number;
		this.key = key;
	}

	String key() {
		return this.key;
	}

	void reported(TcpDelivery delivery) {
		this.reported = delivery;
	}

	boolean isReported() {
		return this.reported != null;
	}

	boolean isWritten() {
		return isReported() && this.reported.written() == 1;
	}

	boolean isUnanswered() {
		return isReported() && this.reported.written() == 0 && this.reported.unanswered() > 0;
	}

	boolean isRefused() {
		return isReported() && this.reported.written() == 0 && !this.reported.isComplete();
	}

	void received() {
		if (this.over) {
			this.late = true;
		}
		this.received.incrementAndGet();
	}

	/**
	 * From now on, it must not be received any more.
	 */
	void over() {
		this.over = true;
	}

	/**
	 * What was reported as written was received exactly once, what was reported as not
	 * written never. Of an instance that has not answered, it may have been received.
	 */
	boolean isAsPromised() {
		int times = this.received.get();
		if (!isReported() || this.late || times > 1) {
			return false;
		}
		if (isUnanswered()) {
			return true;
		}
		return times == this.reported.written();
	}

	@Override
	public String toString() {
		return "command " + this.number + " to " + this.key + ": " + this.reported + ", received " + this.received
				+ " times" + (this.late ? ", late" : "");
	}

}
