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
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
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
		PoolProperties properties = pool.properties();
		List<byte[]> starts = starts(pool);
		for (int i = 0; i < starts.size(); i++) {
			String name = START + "[" + i + "]";
			String other = keys.putIfAbsent(ByteBuffer.wrap(starts.get(i)), pool.checks().keys().key(name));
			if (other != null) {
				throw pool.checks()
					.invalid(name, properties.detect().start().get(i), "is the same as '" + other + "'",
							"Set it to the first bytes of this protocol alone; longer ones win over shorter ones.");
			}
		}
		return new DetectedProtocol(pool.name(), starts, framing(pool), properties.charset(),
				this.settings.exchanges(pool), () -> this.endpoints.create(pool));
	}

	private static List<byte[]> starts(ConfiguredPool pool) {
		SettingChecks checks = pool.checks();
		ByteSettings bytes = new ByteSettings(pool.properties().charset(), checks);
		List<String> texts = pool.properties().detect().start();
		if (texts == null || texts.isEmpty()) {
			throw checks.invalid(START, null, "is empty", "Set it to the first bytes of the protocol, such as \\x7E.");
		}
		List<byte[]> starts = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			String name = START + "[" + i + "]";
			byte[] start = bytes.bytes(name, texts.get(i));
			if (start.length > LONGEST_START) {
				throw checks.invalid(name, null, "has more than " + LONGEST_START + " bytes",
						"Set it to the bytes that tell the protocol from others.");
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
