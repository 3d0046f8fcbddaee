package io.netpool.tcp.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.netpool.tcp.TcpDelivery;

/**
 * Connections of which only the labels are known.
 */
class FakeConnections implements LocalConnections {

	static final String SELF = "selfself";

	final Set<Label> labels = new HashSet<>();

	@Override
	public String instance() {
		return SELF;
	}

	@Override
	public int count() {
		return this.labels.size();
	}

	@Override
	public void eachLabel(Consumer<Label> action) {
		Set.copyOf(this.labels).forEach(action);
	}

	@Override
	public void whilePresent(Label label, boolean present, Runnable action) {
		if (this.labels.contains(label) == present) {
			action.run();
		}
	}

	@Override
	public Runnable send(Target target, Payload payload, Consumer<TcpDelivery> done) {
		done.accept(TcpDelivery.NONE);
		return () -> {
		};
	}

	@Override
	public CompletionStage<RemoteAnswer> exchange(Target target, Payload command, Map<String, String> keys,
			Duration timeout) {
		return new CompletableFuture<>();
	}

	@Override
	public void replace(Label label, BooleanSupplier lost) {
		if (lost.getAsBoolean()) {
			this.labels.remove(label);
		}
	}

}
