package io.netpool.tcp.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpDelivery;

/**
 * The way from the connections of this instance to those of others. Any thread may call;
 * no method waits.
 *
 * @hidden
 */
public interface ClusterLink {

	/**
	 * There are no other instances.
	 */
	ClusterLink NONE = new ClusterLink() {

		@Override
		public boolean isClustered() {
			return false;
		}

		@Override
		public void added(Label label) {
		}

		@Override
		public void removed(Label label) {
		}

		@Override
		public CompletionStage<Void> claimed(Label label) {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletionStage<TcpDelivery> send(Target target, Payload payload) {
			return CompletableFuture.completedFuture(TcpDelivery.NONE);
		}

		@Override
		public CompletionStage<RemoteAnswer> exchange(Target target, Payload command, Map<String, String> keys,
				Duration timeout) {
			throw new IllegalStateException("There are no other instances");
		}

	};

	/**
	 * Returns whether there may be other instances.
	 */
	boolean isClustered();

	/**
	 * Called when the first connection of this instance gets a label.
	 */
	void added(Label label);

	/**
	 * Called when the last connection of this instance loses a label.
	 */
	void removed(Label label);

	/**
	 * Called when a connection of this instance has claimed a label.
	 * @return completes when other instances have to close those that have it, with an
	 * {@link IllegalStateException} if they can't be told now
	 */
	CompletionStage<Void> claimed(Label label);

	/**
	 * Sends a message to connections of other instances.
	 * @return completes, never exceptionally, with what became of it there
	 */
	CompletionStage<TcpDelivery> send(Target target, Payload payload);

	/**
	 * Sends a command to the only connection of a target, on another instance.
	 * @param keys the name of the key of the answer, by the pool of the connection
	 * @return completes with the answer, exceptionally with a
	 * {@link io.netpool.tcp.TcpExchangeException}
	 */
	CompletionStage<RemoteAnswer> exchange(Target target, Payload command, Map<String, String> keys, Duration timeout);

}
