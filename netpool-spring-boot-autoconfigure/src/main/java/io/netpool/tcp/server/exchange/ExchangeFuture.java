package io.netpool.tcp.server.exchange;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netpool.tcp.server.transport.IoThread;

/**
 * The future of an answer, or of what is derived from it. I/O threads are refused to wait
 * for it: the answer might have to be received by the one that waits.
 *
 * @param <T> the type of the result
 */
class ExchangeFuture<T> extends CompletableFuture<T> {

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new ExchangeFuture<>();
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		checkMayWait();
		return super.get();
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		checkMayWait();
		return super.get(timeout, unit);
	}

	@Override
	public T join() {
		checkMayWait();
		return super.join();
	}

	private void checkMayWait() {
		if (isDone()) {
			return;
		}
		IoThread.aboutToBlock();
		if (IoThread.isCurrent()) {
			throw new IllegalStateException("Thread " + Thread.currentThread().getName()
					+ " is an I/O thread and must not wait for an answer, which it may have to receive itself. Return the"
					+ " CompletionStage or continue with its methods, or set 'handler.execution' to virtual or platform");
		}
	}

}
