package io.netpool.tcp.test;

import java.util.concurrent.Semaphore;

/**
 * Code of an application that blocks until it is let go.
 */
public final class Turnstile implements AutoCloseable {

	private static final int EVERYONE = 1_000_000;

	private final Semaphore passes = new Semaphore(0);

	/**
	 * Wait.
	 * @param message what is given back then
	 * @return the message
	 */
	public Object pass(Object message) {
		this.passes.acquireUninterruptibly();
		return message;
	}

	/**
	 * Let one pass.
	 */
	public void letOnePass() {
		this.passes.release();
	}

	/**
	 * Let everyone pass.
	 */
	@Override
	public void close() {
		this.passes.release(EVERYONE);
	}

}
