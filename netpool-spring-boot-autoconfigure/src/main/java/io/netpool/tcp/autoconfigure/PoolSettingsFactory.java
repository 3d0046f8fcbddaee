package io.netpool.tcp.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.AcceptorSettings;
import io.netpool.tcp.server.HandlerThreads;
import io.netpool.tcp.server.LaneSettings;
import io.netpool.tcp.server.OutboundSettings;
import io.netpool.tcp.server.PoolSettings;
import io.netpool.tcp.server.SocketSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.util.unit.DataSize;

/**
 * Turns what an application sets into what the engine is told, and refuses what can't
 * work.
 */
class PoolSettingsFactory {

	private static final int MAX_ACCEPTORS = 65536;

	private static final int MAX_PORT = 65535;

	/**
	 * Frames are held in arrays, and a few times over while they are cut.
	 */
	private static final DataSize LONGEST_MESSAGE = DataSize.ofMegabytes(512);

	private static final DataSize SHORTEST_MESSAGE = DataSize.ofBytes(16);

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	PoolSettingsFactory(Environment environment, ResourceLoader resourceLoader) {
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	PoolSettings create(String pool, TcpProperties properties) {
		Checks checks = new Checks(PoolKeys.of(pool));
		return new PoolSettings(pool, address(checks, properties), checks.atLeast(1, "backlog", properties.backlog()),
				acceptors(checks, properties), properties.io().transport(), ioThreads(checks, properties),
				framing(checks, properties), properties.charset(), lanes(checks, pool, properties.handler()),
				outbound(checks, properties.outbound()),
				new SocketSettings(properties.socket().noDelay(), properties.socket().keepAlive(),
						properties.halfClose()),
				new Tls(properties.ssl(), checks.keys(), this.resourceLoader).settings());
	}

	private InetSocketAddress address(Checks checks, TcpProperties properties) {
		int port = checks.between(0, MAX_PORT, "port", properties.port());
		InetAddress address = properties.address();
		return (address != null) ? new InetSocketAddress(address, port) : new InetSocketAddress(port);
	}

	private AcceptorSettings acceptors(Checks checks, TcpProperties properties) {
		int initial = checks.atLeast(1, "acceptors", properties.acceptors());
		int increaseBy = checks.atLeast(1, "increase-by", properties.increaseBy());
		Integer max = properties.maxAcceptors();
		if (max != null && max < initial) {
			throw checks.invalid("max-acceptors", max,
					"is less than '" + checks.keys().key("acceptors") + "' (" + initial + ")",
					"Set it to " + initial + " or more.");
		}
		String refusal = properties.refusal();
		return new AcceptorSettings(initial, properties.overflow(), increaseBy,
				(max != null) ? max : Math.max(initial, MAX_ACCEPTORS),
				(refusal != null) ? refusal.getBytes(properties.charset()) : null);
	}

	private int ioThreads(Checks checks, TcpProperties properties) {
		Integer threads = properties.io().threads();
		return (threads != null) ? checks.atLeast(1, "io.threads", threads)
				: Runtime.getRuntime().availableProcessors();
	}

	private Function<MessageType, TcpFraming> framing(Checks checks, TcpProperties properties) {
		TcpProperties.Framing framing = properties.framing();
		DataSize length = framing.maxLength();
		if (length.compareTo(SHORTEST_MESSAGE) < 0 || length.compareTo(LONGEST_MESSAGE) > 0) {
			throw checks.invalid("framing.max-length", length, "is not between 16 bytes and 512MB",
					"Set it to the length of the longest message you expect, such as 64KB.");
		}
		int maxLength = (int) length.toBytes();
		return switch (framing.mode()) {
			case "raw" -> (type) -> Framings.raw(maxLength, (type == MessageType.TEXT) ? properties.charset() : null);
			case "line" -> (type) -> Framings.line(maxLength);
			default -> throw checks.invalid("framing.mode", framing.mode(), "is not known", "Set it to raw or line.");
		};
	}

	private LaneSettings lanes(Checks checks, String pool, TcpProperties.Handler handler) {
		int queue = checks.atLeast(1, "handler.queue", handler.queue());
		int threads = checks.atLeast(1, "handler.threads", handler.threads());
		return new LaneSettings(handlerThreads(checks, pool, handler.execution(), threads), queue);
	}

	private @Nullable Supplier<HandlerThreads> handlerThreads(Checks checks, String pool, HandlerExecution execution,
			int threads) {
		String name = "netpool-" + pool + "-handler";
		return switch (execution) {
			case EVENT_LOOP -> null;
			case PLATFORM -> () -> HandlerThreads.platform(name, threads);
			case VIRTUAL -> {
				if (Runtime.version().feature() < 21) {
					throw checks.invalid("handler.execution", "virtual",
							"needs Java 21 or later; this is " + Runtime.version().feature(),
							"Run the application on a later Java, or set it to platform.");
				}
				yield virtual(name);
			}
			case AUTO -> Threading.VIRTUAL.isActive(this.environment) ? virtual(name)
					: () -> HandlerThreads.platform(name, threads);
		};
	}

	private static Supplier<HandlerThreads> virtual(String name) {
		return () -> HandlerThreads.perTask(new VirtualThreadTaskExecutor(name + "-"));
	}

	private OutboundSettings outbound(Checks checks, TcpProperties.Outbound outbound) {
		if (outbound.maxPending().toBytes() < 1) {
			throw checks.invalid("outbound.max-pending", outbound.maxPending(), "is not positive",
					"Set it to a size such as 1MB.");
		}
		return new OutboundSettings(outbound.maxPending().toBytes(), outbound.overflow());
	}

	/**
	 * Checks of numbers, which name the setting.
	 *
	 * @param keys the names of the pool's settings
	 */
	private record Checks(PoolKeys keys) {

		int atLeast(int min, String name, int value) {
			return between(min, Integer.MAX_VALUE, name, value);
		}

		int between(int min, int max, String name, int value) {
			if (value < min || value > max) {
				String range = (max == Integer.MAX_VALUE) ? "less than " + min : "not between " + min + " and " + max;
				throw invalid(name, value, "is " + range,
						"Set it to " + min + " or more" + ((max == Integer.MAX_VALUE) ? "." : ", up to " + max + "."));
			}
			return value;
		}

		InvalidSettingException invalid(String name, Object value, String problem, String remedy) {
			return new InvalidSettingException(this.keys.key(name), value, problem, remedy);
		}

	}

}
