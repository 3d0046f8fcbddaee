package io.netpool.tcp.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Takes waiting lanes one after the other, until none waits or a lane held it up.
 */
final class SharedRunner implements Runnable, LaneRunListener {

	private static final VarHandle HANDLED;

	static {
		try {
			HANDLED = MethodHandles.lookup().findVarHandle(SharedRunner.class, "handled", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * How many lanes are run before their replies go out together.
	 */
	private static final int LANES_PER_SIGNAL = 64;

	/**
	 * How often a runner that does not wait for anything may be seen in the same message
	 * before it counts as held up: it may compute, or wait for a processor.
	 */
	private static final int RUNNABLE_SIGHTS = 4;

	private final HandlerThreadScheduler lanes;

	private final AtomicBoolean gone = new AtomicBoolean();

	private volatile @Nullable Thread thread;

	private volatile @Nullable Lane lane;

	private int handled;

	// the watch's

	private @Nullable Lane seenLane;

	private int seenHandled;

	private int sights;

	SharedRunner(HandlerThreadScheduler lanes) {
		this.lanes = lanes;
	}

	@Override
	public void run() {
		this.thread = Thread.currentThread();
		int lanesRun;
		do {
			this.lanes.began(this);
			this.gone.set(false);
			lanesRun = runLanes();
			this.lanes.signal();
		}
		while (letGo() ? this.lanes.leave(this, lanesRun) : this.lanes.needsRunner());
	}

	private int runLanes() {
		int lanesRun = 0;
		Lane next;
		while (!this.gone.get() && (next = this.lanes.next()) != null) {
			this.lane = next;
			boolean more = next.run(this);
			this.lane = null;
			// what one handler leaves is no business of the next
			Thread.interrupted();
			if (!this.gone.get()) {
				next.pace().passed();
			}
			if (more) {
				this.lanes.again(next);
			}
			if (++lanesRun % LANES_PER_SIGNAL == 0) {
				this.lanes.signal();
			}
		}
		return lanesRun;
	}

	@Override
	public void repliesWait() {
		this.lanes.repliesWait();
	}

	@Override
	public void message() {
		HANDLED.setOpaque(this, this.handled + 1);
		Lane current = this.lane;
		if (this.gone.get() && current != null) {
			// the watch looks no longer, and the next handler may block, too
			this.lanes.attend(current.connection());
			this.lanes.signal();
		}
	}

	/**
	 * The runner or the watch: it takes no further lanes.
	 * @return whether this call made it so
	 */
	boolean letGo() {
		if (!this.gone.compareAndSet(false, true)) {
			return false;
		}
		Lane current = this.lane;
		if (current != null) {
			current.pace().heldUp();
		}
		return true;
	}

	/**
	 * The watch: the lane that is being run.
	 */
	@Nullable Lane lane() {
		return this.lane;
	}

	/**
	 * The watch, at each tick: whether it is still in the message of the tick before, and
	 * waits there.
	 */
	boolean isHeldUp() {
		Lane current = this.lane;
		Thread running = this.thread;
		int now = (int) HANDLED.getOpaque(this);
		if (current == null || running == null || current != this.seenLane || now != this.seenHandled) {
			this.seenLane = current;
			this.seenHandled = now;
			this.sights = 0;
			return false;
		}
		return ++this.sights >= RUNNABLE_SIGHTS || running.getState() != Thread.State.RUNNABLE;
	}

}
