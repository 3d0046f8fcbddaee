package io.netpool.tcp.autoconfigure;

import java.time.Duration;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.handler.TcpHandlerMethods;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Refuses a framing with which no reply can be written, if a pool has replies: in mode
 * {@code length-field} with {@code strip}, replies have no header bytes before the
 * length. What a handler sends with its connection is not known at start.
 *
 * @param pool the pool
 * @param methods the handler methods of all pools
 */
record UnframedReplyCheck(ConfiguredPool pool, TcpHandlerMethods methods) {

	private static final String OFFSET = "framing.length-field.offset";

	private static final String STRIP = "framing.length-field.strip";

	/**
	 * Check the framing.
	 */
	void check() {
		PoolProperties.Framing framing = this.pool.properties().framing();
		PoolProperties.LengthPrefix prefix = framing.lengthField();
		if (!framing.mode().equals("length-field") || !prefix.strip() || prefix.offset() == 0) {
			return;
		}
		String reply = reply();
		if (reply != null) {
			SettingChecks checks = this.pool.checks();
			throw checks.invalid(OFFSET, prefix.offset(), "leaves no way to write replies: with '" + checks
				.key(STRIP) + "' true, they do not have the bytes before the length. But " + reply, "Set '"
						+ checks.keys().key(STRIP) + "' to false: then messages and replies include the header, "
						+ "and a length of 0 in a reply is filled in. If the bytes before the length are always the "
						+ "same, set '" + checks.keys().key("framing.start") + "' to them instead of '"
						+ checks.key(OFFSET) + "'.");
		}
	}

	/**
	 * Describes what the pool replies or sends, {@code null} if nothing is known.
	 */
	private @Nullable String reply() {
		TcpHandlerMethod method = this.methods.replying(this.pool.name());
		if (method != null) {
			return method + " replies";
		}
		PoolProperties properties = this.pool.properties();
		Duration heartbeat = properties.heartbeat().interval();
		if (heartbeat != null && !heartbeat.isZero()) {
			return isSet("heartbeat.interval");
		}
		if (StringUtils.hasLength(properties.shutdownMessage())) {
			return isSet("shutdown-message");
		}
		return StringUtils.hasLength(properties.framing().lastReply()) ? isSet("framing.last-reply") : null;
	}

	private String isSet(String setting) {
		return "'" + this.pool.checks().key(setting) + "' is set";
	}

}
