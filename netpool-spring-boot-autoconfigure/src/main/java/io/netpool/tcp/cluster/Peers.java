package io.netpool.tcp.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.netpool.tcp.cluster.ClusterMessage.Beat;
import io.netpool.tcp.cluster.TcpCluster.Instance;

/**
 * The other instances, as far as this one has heard of them. Any thread may call.
 */
final class Peers {

	/**
	 * Number of instances that are remembered as gone. The directory may name one for
	 * some time.
	 */
	private static final int MAX_GONE = 1000;

	private final String self;

	private final EngineClock clock;

	private final Map<String, Peer> present = new ConcurrentHashMap<>();

	private final Map<String, Boolean> gone = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > MAX_GONE;
		}

	};

	Peers(String self, EngineClock clock) {
		this.self = self;
		this.clock = clock;
	}

	/**
	 * An instance has said that it is there, or that it leaves.
	 */
	void heard(String instance, Beat beat) {
		if (instance.equals(this.self)) {
			return;
		}
		if (beat.until() < this.clock.earliest()) {
			leave(instance);
			return;
		}
		synchronized (this.gone) {
			boolean returned = this.gone.remove(instance) != null;
			// its labels may have been removed before it has noticed that it was gone
			this.present.put(instance, new Peer(returned ? inNoDirectory(beat, beat.until()) : beat, false));
		}
	}

	private static Beat inNoDirectory(Beat beat, long until) {
		return new Beat(beat.connections(), beat.since(), "", until);
	}

	/**
	 * Forgets instances whose lease has ended.
	 * @return their ids
	 */
	List<String> expire() {
		long now = this.clock.earliest();
		List<String> expired = this.present.entrySet()
			.stream()
			.filter((peer) -> peer.getValue().beat().until() < now)
			.map(Map.Entry::getKey)
			.toList();
		expired.forEach(this::leave);
		return expired;
	}

	/**
	 * This instance leaves: what it knows of others does not hold when it returns.
	 */
	void clear() {
		synchronized (this.gone) {
			this.present.clear();
			this.gone.clear();
		}
	}

	private void leave(String instance) {
		synchronized (this.gone) {
			this.present.remove(instance);
			this.gone.put(instance, true);
		}
	}

	/**
	 * The engine was away: nobody could be heard, and what it knows may be lost. Those
	 * that were there before have until a moment to come back.
	 * @param until by the engine's clock, in milliseconds
	 */
	void reconnected(long until) {
		this.present.replaceAll((id, peer) -> new Peer(inNoDirectory(peer.beat(), until), peer.isSilent()));
	}

	/**
	 * An instance does not listen. It has ended, unless it is heard again.
	 */
	void silent(String instance) {
		this.present.computeIfPresent(instance, (id, peer) -> new Peer(peer.beat(), true));
	}

	boolean isPresent(String instance) {
		return this.present.containsKey(instance);
	}

	/**
	 * Returns whether an instance is another one that is not known to have ended.
	 */
	boolean mayBeThere(String instance) {
		if (instance.equals(this.self)) {
			return false;
		}
		synchronized (this.gone) {
			return !this.gone.containsKey(instance);
		}
	}

	int count() {
		return this.present.size();
	}

	/**
	 * Returns the instances whose labels may be missing in a directory.
	 */
	Set<String> notIn(String directory) {
		return this.present.entrySet()
			.stream()
			.filter((peer) -> peer.getValue().isSilent() || !peer.getValue().beat().directory().equals(directory))
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
	}

	Collection<Instance> instances() {
		return this.present.entrySet()
			.stream()
			.map((peer) -> new Instance(peer.getKey(), peer.getValue().beat().connections(),
					Instant.ofEpochMilli(peer.getValue().beat().since())))
			.toList();
	}

	/**
	 * An instance that is there.
	 *
	 * @param beat what it has last said
	 * @param isSilent whether it did not listen since then
	 */
	private record Peer(Beat beat, boolean isSilent) {

	}

}
