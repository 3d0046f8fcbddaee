package io.netpool.tcp.server;

import java.util.HashSet;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test that leaves a thread of a pool or of its handlers behind.
 */
class NewThreads implements BeforeEachCallback, AfterEachCallback {

	private Set<Thread> before = Set.of();

	private static Set<Thread> ofPools() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf(
				(thread) -> !thread.getName().startsWith("netpool-") && !thread.getName().startsWith("test-handler"));
		return threads;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.before = ofPools();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Awaitility.await().untilAsserted(() -> assertThat(ofPools()).isSubsetOf(this.before));
	}

}
