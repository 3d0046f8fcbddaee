package io.netpool.tcp.interleaving;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.netpool.tcp.interleaving.Steps.Body;

/**
 * A thread of an {@link Execution}. Threads are used again for the next one.
 */
final class StepThread extends Thread {

	private static final BlockingQueue<StepThread> IDLE = new LinkedBlockingQueue<>();

	private Execution execution;

	private Body body;

	private BooleanSupplier condition;

	private volatile boolean finished;

	private volatile boolean turn;

	private StepThread() {
		super("step");
		setDaemon(true);
	}

	static StepThread take(Execution execution, Body body) {
		StepThread idle = IDLE.poll();
		StepThread thread = (idle != null) ? idle : new StepThread();
		thread.execution = execution;
		thread.body = body;
		thread.condition = null;
		thread.finished = false;
		thread.turn = false;
		if (idle == null) {
			thread.start();
		}
		return thread;
	}

	/**
	 * Called when the execution is over.
	 */
	void release() {
		if (this.finished) {
			IDLE.add(this);
		}
		else {
			// it failed: the thread ends at its next step
			goOn();
		}
	}

	Execution execution() {
		return this.execution;
	}

	@Override
	public void run() {
		while (true) {
			awaitTurn();
			Throwable failed = null;
			try {
				this.body.run();
			}
			catch (Throwable ex) {
				failed = ex;
			}
			Execution ended = this.execution;
			this.finished = true;
			ended.finished(failed);
		}
	}

	void goOn() {
		this.turn = true;
		LockSupport.unpark(this);
	}

	void awaitTurn() {
		while (!this.turn) {
			LockSupport.park(this);
		}
		this.turn = false;
	}

	void awaits(BooleanSupplier awaited) {
		this.condition = awaited;
	}

	boolean isFinished() {
		return this.finished;
	}

	boolean isReady() {
		return !this.finished && (this.condition == null || this.condition.getAsBoolean());
	}

}
