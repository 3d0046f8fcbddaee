package io.netpool.tcp.cluster;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for answers of the engine. One that answers other calls in the meantime is busy,
 * not silent: very many labels may be ahead.
 *
 * @param engine the engine
 * @param silenceMillis how long it may answer nothing, in milliseconds
 * @param maxMillis how long an answer is waited for at most, in milliseconds
 */
record EngineAnswers(ClusterEngine engine, long silenceMillis, long maxMillis) {

	/**
	 * Waits for an answer.
	 * @throws ExecutionException if the call has failed
	 * @throws TimeoutException if there is no answer
	 * @throws InterruptedException if the thread is interrupted
	 */
	<T> T await(CompletionStage<T> answer) throws ExecutionException, TimeoutException, InterruptedException {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(this.maxMillis);
		long answered = this.engine.answered();
		while (true) {
			try {
				return answer.toCompletableFuture().get(this.silenceMillis, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				long present = this.engine.answered();
				if (present == answered || System.nanoTime() - end >= 0) {
					throw ex;
				}
				answered = present;
			}
		}
	}

}
