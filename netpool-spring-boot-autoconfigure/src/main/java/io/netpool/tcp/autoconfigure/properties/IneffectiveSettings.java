package io.netpool.tcp.autoconfigure.properties;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxyMode;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings that are written but have no effect. One that is written for a named
 * pool must have an effect in that pool, one under {@code netpool.tcp} in any of the
 * pools that take it from there.
 *
 * @param shutdown the type of shutdown
 */
record IneffectiveSettings(ShutdownMode shutdown) {

	/**
	 * What the named pools do not have of their own.
	 */
	static final List<String> OF_ALL_POOLS = List.of("enabled", "shutdown", "pools");

	private List<Rule> rules() {
		return List.of(
				unless("overflow", "increase", (pool) -> pool.overflow() == Overflow.INCREASE, "increase-by",
						"max-acceptors"),
				new Rule("where {overflow} is wait", "Set {overflow} to refuse or increase",
						(pool) -> pool.overflow() != Overflow.WAIT, "refusal"),
				new Rule("where connections begin with TLS", null,
						(pool) -> pool.overflow() != Overflow.WAIT && (!pool.ssl().isOn() || pool.ssl().startTls()),
						"refusal"),
				new Rule("unless 'netpool.tcp.shutdown' is graceful", "Set 'netpool.tcp.shutdown' to graceful",
						(pool) -> this.shutdown == ShutdownMode.GRACEFUL, "shutdown-message"),
				unless("framing.mode", "line", framing("line"), "framing.terminator"),
				unless("framing.mode", "delimiter", framing("delimiter"), "framing.delimiter",
						"framing.keep-delimiter"),
				unless("framing.mode", "fixed-length", framing("fixed-length"), "framing.length"),
				unless("framing.mode", "length-field", framing("length-field"), "framing.length-field.offset",
						"framing.length-field.size", "framing.length-field.adjustment", "framing.length-field.strip",
						"framing.length-field.byte-order", "framing.length-field.includes-itself",
						"framing.length-field.varint", "framing.length-field.max-size", "framing.length-field.decimal"),
				unless("framing.mode", "start-end or length-field", framing("start-end").or(framing("length-field")),
						"framing.start", "framing.end"),
				unless("framing.mode", "flag", framing("flag"), "framing.flag"),
				new Rule("where {framing.mode} is fixed-length", null, framing("fixed-length").negate(),
						"framing.max-length"),
				new Rule("where {framing.mode} is modbus-rtu", null, framing("modbus-rtu").negate(),
						"framing.max-length"),
				new Rule("where {framing.mode} is raw", "Set {framing.mode} to another mode", framing("raw").negate(),
						"framing.skip", "framing.last-reply"),
				new Rule("where {framing.mode} is fixed-length without a checksum or escapes",
						"Set {framing.checksum.algorithm} or {framing.escapes}",
						framing("fixed-length").negate().or(IneffectiveSettings::hasInvalidFrames),
						"framing.last-reply"),
				new Rule("where {framing.mode} is raw or modbus-rtu", "Set {framing.mode} to another mode",
						framing("raw").or(framing("modbus-rtu")).negate(), "framing.escapes",
						"framing.checksum.algorithm"),
				new Rule("unless {framing.checksum.algorithm} is set", "Set {framing.checksum.algorithm}",
						IneffectiveSettings::hasChecksum, "framing.checksum.byte-order", "framing.checksum.covers"),
				new Rule("unless {framing.checksum.algorithm} or {framing.escapes} is set",
						"Set {framing.checksum.algorithm} or {framing.escapes}", IneffectiveSettings::hasInvalidFrames,
						"framing.invalid-frames"),
				unless("framing.mode", "line, delimiter or octet-counting",
						framing("line").or(framing("delimiter")).or(framing("octet-counting")), "framing.unterminated"),
				new Rule("where {framing.length-field.varint} is true", null,
						framing("length-field").and((pool) -> !pool.framing().lengthField().varint()),
						"framing.length-field.size", "framing.length-field.adjustment",
						"framing.length-field.byte-order", "framing.length-field.includes-itself",
						"framing.length-field.decimal"),
				unless("framing.length-field.varint", "true",
						framing("length-field").and((pool) -> pool.framing().lengthField().varint()),
						"framing.length-field.max-size"),
				new Rule("where {framing.length-field.decimal} is true", null,
						framing("length-field").and((pool) -> !pool.framing().lengthField().decimal()),
						"framing.length-field.byte-order"),
				new Rule("where {observation.enabled} is false", null,
						(pool) -> !Boolean.FALSE.equals(pool.observation().enabled()), "observation.trace-property"),
				unless("authentication.required", "true", (pool) -> pool.authentication().required(),
						"authentication.timeout"),
				unless("routing.by", "json-property", (pool) -> "json-property".equals(pool.routing().by()),
						"routing.property"),
				unless("routing.by", "bytes", (pool) -> "bytes".equals(pool.routing().by()), "routing.offset",
						"routing.length"),
				new Rule("where {routing.by} is bytes", null, (pool) -> !"bytes".equals(pool.routing().by()),
						"routing.case-sensitive"),
				unless("handler.execution", "auto or platform",
						(pool) -> pool.handler().execution() == HandlerExecution.AUTO
								|| pool.handler().execution() == HandlerExecution.PLATFORM,
						"handler.threads"),
				new Rule("unless {connection.max-age} is set", "Set {connection.max-age}",
						(pool) -> isSet(pool.connection().maxAge()), "connection.max-age-jitter"),
				new Rule("unless {heartbeat.interval} is set", "Set {heartbeat.interval}",
						(pool) -> isSet(pool.heartbeat().interval()), "heartbeat.message"),
				new Rule("where {heartbeat.interval} is shorter", "Set {timeout.read-idle} instead",
						IneffectiveSettings::canBeIdle, "timeout.idle"),
				new Rule("unless {limits.messages-per-second} is set", "Set {limits.messages-per-second}",
						IneffectiveSettings::limitsMessages, "limits.messages-overflow"),
				unless("proxy-protocol.mode", "optional or required",
						(pool) -> pool.proxyProtocol().mode() != ProxyMode.OFF, "proxy-protocol.trusted",
						"proxy-protocol.timeout"),
				new Rule("unless {ssl.pem} or {ssl.bundle} is set", "Set {ssl.pem} and {ssl.key}, or {ssl.bundle}",
						(pool) -> pool.ssl().isOn() || pool.ssl().isDisabled(), "ssl.server-names",
						"ssl.application-protocols", "ssl.start-tls", "ssl.handshake-timeout"),
				new Rule("unless {ssl.pem} is set", "Set {ssl.pem} and {ssl.key}",
						(pool) -> pool.ssl().pem() != null || pool.ssl().isDisabled(), "ssl.reload-interval"));
	}

	private static Rule unless(String key, String value, Predicate<PoolProperties> effect, String... settings) {
		return new Rule("unless {" + key + "} is " + value, "Set {" + key + "} to " + value, effect, settings);
	}

	private static boolean hasChecksum(PoolProperties pool) {
		FramePreset preset = FramePreset.of(pool.framing().mode());
		return pool.framing().checksum().algorithm() != null || preset != null && preset.checksum() != null;
	}

	private static boolean hasInvalidFrames(PoolProperties pool) {
		return hasChecksum(pool) || FramePreset.of(pool.framing().mode()) != null
				|| pool.framing().escapes() != null && !pool.framing().escapes().isEmpty();
	}

	private static boolean limitsMessages(PoolProperties pool) {
		Integer limit = pool.limits().messagesPerSecond();
		return limit != null && limit != 0;
	}

	private static boolean canBeIdle(PoolProperties pool) {
		Duration interval = pool.heartbeat().interval();
		Duration idle = pool.timeout().idle();
		return interval == null || interval.isZero() || idle == null || idle.compareTo(interval) < 0;
	}

	private static boolean isSet(@Nullable Duration duration) {
		return duration != null && !duration.isZero();
	}

	private static Predicate<PoolProperties> framing(String mode) {
		return (pool) -> pool.framing().mode().equals(mode);
	}

	/**
	 * Check the settings of all pools.
	 * @throws InvalidSettingException if one has no effect
	 */
	void check(List<ConfiguredPool> pools) {
		for (Rule rule : rules()) {
			rule.settings().forEach((setting) -> check(rule, setting, pools));
		}
		for (ConfiguredPool pool : pools) {
			if (!pool.name().equals(TcpAcceptorPool.DEFAULT_NAME)) {
				OF_ALL_POOLS.forEach((setting) -> checkNotOwn(setting, pool.checks()));
			}
		}
	}

	private static void check(Rule rule, String setting, List<ConfiguredPool> pools) {
		Map<String, List<ConfiguredPool>> poolsByKey = new TreeMap<>();
		for (ConfiguredPool pool : pools) {
			String key = pool.checks().writtenKey(setting);
			if (key != null) {
				poolsByKey.computeIfAbsent(key, (absent) -> new ArrayList<>()).add(pool);
			}
		}
		poolsByKey.forEach((key, users) -> {
			if (users.stream().map(ConfiguredPool::properties).noneMatch(rule.effect())) {
				throw rule.error(setting, key, users.get(0).checks());
			}
		});
	}

	private static void checkNotOwn(String setting, SettingChecks checks) {
		if (checks.isOwn(setting)) {
			throw checks.invalid(setting, null, "has no effect for a single pool", "Set '" + PropertyNames.ROOT + "."
					+ setting + "', which applies to all pools, or remove '" + checks.key(setting) + "'.");
		}
	}

	/**
	 * When settings have an effect.
	 *
	 * @param condition why they have none. Settings within a pool are in braces
	 * @param alternative what gives them an effect, {@code null} if they can only be
	 * removed
	 * @param effect whether they have an effect in a pool
	 * @param settings their names within a pool
	 */
	private record Rule(String condition, @Nullable String alternative, Predicate<PoolProperties> effect,
			List<String> settings) {

		private static final Pattern SETTING = Pattern.compile("\\{(.+?)}");

		Rule(String condition, @Nullable String alternative, Predicate<PoolProperties> effect, String... settings) {
			this(condition, alternative, effect, List.of(settings));
		}

		InvalidSettingException error(String setting, String key, SettingChecks checks) {
			String remedy = (this.alternative != null) ? this.alternative + ", or remove '" : "Remove '";
			String prefix = key.substring(0, key.length() - setting.length());
			return checks.invalid(setting, null, "has no effect " + withKeys(this.condition, prefix, checks),
					withKeys(remedy, prefix, checks) + key + "'.");
		}

		/**
		 * Insert keys: that which a pool sets itself, or else that which is beside the
		 * one without effect.
		 */
		private static String withKeys(String text, String prefix, SettingChecks checks) {
			return SETTING.matcher(text).replaceAll((match) -> {
				String name = match.group(1);
				return "'" + (checks.isOwn(name) ? checks.keys().key(name) : prefix + name) + "'";
			});
		}

	}

}
