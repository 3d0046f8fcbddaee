package io.netpool.tcp.autoconfigure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.detect.DetectedProtocol;

/**
 * Creates the protocols that are detected on the port of the default pool.
 *
 * @param settings creates what is the protocols' own
 * @param endpoints creates what serves their connections
 */
record DetectedProtocolsFactory(PoolSettingsFactory settings, EndpointFactory endpoints) {

	private static final String START = "detect.start";

	private static final int LONGEST_START = 256;

	List<DetectedProtocol> create(List<ConfiguredPool> pools) {
		Map<ByteBuffer, String> keys = new HashMap<>();
		return pools.stream().map((pool) -> create(pool, keys)).toList();
	}

	private DetectedProtocol create(ConfiguredPool pool, Map<ByteBuffer, String> keys) {
		return new DetectedProtocol(pool.name(), starts(pool, keys), framing(pool), pool.properties().charset(),
				this.settings.exchanges(pool), () -> this.endpoints.create(pool));
	}

	/**
	 * The first bytes of a protocol, which no other has.
	 * @param keys the keys of those before
	 */
	private static List<byte[]> starts(ConfiguredPool pool, Map<ByteBuffer, String> keys) {
		SettingChecks checks = pool.checks();
		ByteSettings settings = new ByteSettings(pool.properties().charset(), checks);
		List<String> texts = pool.properties().detect().start();
		if (texts == null || texts.isEmpty()) {
			throw checks.invalid(START, null, "is empty", "Set it to the first bytes of the protocol, such as \\x7E.");
		}
		List<byte[]> starts = new ArrayList<>();
		for (String text : texts) {
			String name = START + "[" + starts.size() + "]";
			byte[] start = settings.delimiter(name, text);
			if (start.length > LONGEST_START) {
				throw checks.invalid(name, null, "has more than " + LONGEST_START + " bytes",
						"Set it to the bytes that tell the protocol from others.");
			}
			String other = keys.putIfAbsent(ByteBuffer.wrap(start), checks.keys().key(name));
			if (other != null) {
				throw checks.invalid(name, text, "is the same as '" + other + "'",
						"Set it to the first bytes of this protocol alone; longer ones win over shorter ones.");
			}
			starts.add(start);
		}
		return starts;
	}

	/**
	 * Codecs of Netty take their place in the pipeline before the first byte.
	 */
	private Function<MessageType, TcpFraming> framing(ConfiguredPool pool) {
		Function<MessageType, TcpFraming> framing = this.settings.framing(pool);
		return (type) -> {
			TcpFraming created = framing.apply(type);
			if (created instanceof NettyFraming) {
				throw pool.checks()
					.invalid("framing.mode", pool.properties().framing().mode(),
							"consists of Netty's codecs, and cannot be chosen by the first bytes of a connection",
							"Give pool '" + pool.name() + "' a port of its own, or set another framing.");
			}
			return created;
		};
	}

}
