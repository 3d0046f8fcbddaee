package io.netpool.tcp.observe;

import java.util.Locale;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the cluster that an instance is in. The description of each is the one
 * that registries publish.
 */
enum TcpClusterMeter implements MeterDocumentation {

	CONNECTED("netpool.cluster.connected", Meter.Type.GAUGE, "1 while this instance reaches the others, otherwise 0"),

	INSTANCES("netpool.cluster.instances", Meter.Type.GAUGE, "Instances that are known to be there, this one included"),

	PENDING("netpool.cluster.pending", Meter.Type.GAUGE, "Bytes of the messages that are under way to other instances"),

	PENDING_LIMIT("netpool.cluster.pending.limit", Meter.Type.GAUGE,
			"Bytes that may be under way to other instances, netpool.cluster.max-pending"),

	SENT("netpool.cluster.sent", Meter.Type.COUNTER, "Messages to connections of other instances", Key.OUTCOME),

	RECEIVED("netpool.cluster.received", Meter.Type.COUNTER,
			"Messages of other instances that were passed to connections"),

	DROPPED("netpool.cluster.dropped", Meter.Type.COUNTER,
			"Messages of other instances that were not passed to connections", Key.REASON),

	RECONNECTS("netpool.cluster.reconnects", Meter.Type.COUNTER,
			"Lost connections to the other instances that were restored");

	private final String meterName;

	private final Meter.Type type;

	private final String description;

	private final KeyName[] keys;

	TcpClusterMeter(String meterName, Meter.Type type, String description, Key... keys) {
		this.meterName = meterName;
		this.type = type;
		this.description = description;
		this.keys = Stream.concat(Stream.of(Key.NAME), Stream.of(keys)).toArray(KeyName[]::new);
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	String description() {
		return this.description;
	}

	/**
	 * The keys of tags. Ids of instances are none of them: each start has another.
	 */
	enum Key implements KeyName {

		/**
		 * Name of the cluster. Many Prometheus servers add a label {@code cluster}
		 * themselves.
		 */
		NAME,

		/**
		 * What became of a sent message.
		 */
		OUTCOME,

		/**
		 * Why a message was dropped.
		 */
		REASON;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
