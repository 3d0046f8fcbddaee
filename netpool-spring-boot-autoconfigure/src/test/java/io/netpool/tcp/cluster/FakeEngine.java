package io.netpool.tcp.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An engine that records what it is asked, and answers as a test says.
 */
class FakeEngine implements ClusterEngine {

	final List<String> calls = new CopyOnWriteArrayList<>();

	final List<CompletableFuture<Set<String>>> finds = new ArrayList<>();

	final List<CompletableFuture<Long>> claims = new ArrayList<>();

	final List<byte[]> messages = new ArrayList<>();

	CompletionStage<Long> published = CompletableFuture.completedFuture(1L);

	CompletionStage<?> removed = CompletableFuture.completedFuture(null);

	@Override
	public void connect(Listener listener) {
		this.calls.add("connect");
	}

	@Override
	public void disconnect() {
		this.calls.add("disconnect");
	}

	@Override
	public void close() {
		this.calls.add("close");
	}

	@Override
	public CompletionStage<Long> publish(String instance, byte[] message) {
		this.calls.add("publish " + instance);
		this.messages.add(message);
		return this.published;
	}

	@Override
	public CompletionStage<Long> publishToAll(byte[] message) {
		this.calls.add("publish to all");
		this.messages.add(message);
		return this.published;
	}

	@Override
	public CompletionStage<Set<String>> find(String label) {
		this.finds.add(new CompletableFuture<>());
		return this.finds.get(this.finds.size() - 1);
	}

	@Override
	public CompletionStage<?> add(String label) {
		this.calls.add("add " + label);
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletionStage<?> remove(String label, String instance) {
		this.calls.add("remove " + label + " " + instance);
		return this.removed;
	}

	@Override
	public CompletionStage<Long> claim(String label, long fence, byte[] notice) {
		this.calls.add("claim " + label);
		this.claims.add(new CompletableFuture<>());
		return this.claims.get(this.claims.size() - 1);
	}

	@Override
	public CompletionStage<Long> time() {
		return CompletableFuture.completedFuture(1_000_000L);
	}

	@Override
	public CompletionStage<Pulse> beat(byte[] beat) {
		return CompletableFuture.completedFuture(new Pulse("directory", Map.of()));
	}

	@Override
	public CompletionStage<?> forget(Collection<String> instances) {
		this.calls.add("forget " + instances);
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public long answered() {
		return 0;
	}

}
