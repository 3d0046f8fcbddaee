package io.netpool.tcp.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that exchanges one message after another while others misbehave, and must not
 * miss any.
 */
final class Bystander implements AutoCloseable {

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final CompletableFuture<Integer> exchanged;

	Bystander(TestClient client) {
		exchange(client, 0);
		this.exchanged = CompletableFuture.supplyAsync(() -> {
			int count = 1;
			// once more after it was stopped: the last exchange begins after the abuse
			for (boolean more = true; more; count++) {
				more = !this.stopped.get();
				exchange(client, count);
			}
			return count;
		}, (task) -> new Thread(task, "bystander").start());
	}

	private static void exchange(TestClient client, int number) {
		String message = "message " + number;
		assertThat(client.send(message + "\n").readLine()).isEqualTo(message);
	}

	/**
	 * Stop, and fail if an exchange has failed.
	 */
	@Override
	public void close() {
		this.stopped.set(true);
		assertThat(this.exchanged.join()).isGreaterThan(1);
	}

}
