package io.netpool.tcp.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.tls.CertificateFileWatcher;
import io.netpool.tcp.autoconfigure.tls.TlsSettingsFactory;
import io.netpool.tcp.handler.method.PoolBeans;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.LaneSettings;
import io.netpool.tcp.server.settings.MaxAge;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.SocketSettings;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.WatchSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Creates the {@link PoolSettings} of a pool, and refuses invalid settings.
 *
 * @param environment properties of the application
 * @param resourceLoader finds the files of certificates
 * @param beans beans that settings name
 * @param watcher watches the files of certificates
 */
record PoolSettingsFactory(Environment environment, ResourceLoader resourceLoader,
		ConfigurableListableBeanFactory beans, CertificateFileWatcher watcher) {

	private static final int MAX_ACCEPTORS = 65536;

	private static final int MAX_PORT = 65535;

	private static final int MAX_IO_THREADS = 1024;

	private static final Duration DEFAULT_REPLY_TIMEOUT = Duration.ofSeconds(30);

	private static final String FRAMING_MODE = "framing.mode";

	private static final String MAX_AGE = "connection.max-age";

	private static final String MAX_AGE_JITTER = "connection.max-age-jitter";

	private static final int JITTERS_PER_AGE = 10;

	private static final byte[] LINE_FEED = { '\n' };

	PoolSettings create(ConfiguredPool pool) {
		PoolProperties properties = pool.properties();
		SettingChecks checks = pool.checks();
		return new PoolSettings(pool.name(), address(checks, properties),
				checks.atLeast(1, "backlog", properties.backlog()), acceptors(checks, properties),
				properties.io().transport(), ioThreads(checks, properties), framing(pool),
				framingName(checks, properties.framing()), charset(checks, properties),
				lanes(checks, pool.name(), properties.handler()), outbound(checks, properties.outbound()),
				exchanges(pool),
				new SocketSettings(properties.socket().noDelay(), properties.socket().keepAlive(),
						properties.halfClose()),
				new LimitSettingsFactory(properties.limits(), checks).create(),
				new ProxySettingsFactory(properties.proxyProtocol(), checks).create(), timeouts(checks, properties),
				new HeartbeatSettingsFactory(properties.heartbeat(), checks, new PoolBeans(this.beans, pool.name()))
					.create(),
				watch(checks, properties), tls(pool), bytes(checks, properties, properties.shutdownMessage()),
				properties.wiretap());
	}

	Function<MessageType, TcpFraming> framing(ConfiguredPool pool) {
		PoolProperties properties = pool.properties();
		return new FramingFactory(properties.framing(), charset(pool.checks(), properties), pool.checks(), this.beans)
			.create();
	}

	/**
	 * The framing as the log names it. That raw is the default surprises those whose
	 * messages it joins.
	 */
	private static String framingName(SettingChecks checks, PoolProperties.Framing framing) {
		if (checks.isWritten(FRAMING_MODE)) {
			return framing.mode();
		}
		return framing.mode() + ", which passes on bytes as they arrive, so that messages may be joined or split; set '"
				+ checks.key(FRAMING_MODE) + "' to divide them";
	}

	ExchangeSettings exchanges(ConfiguredPool pool) {
		return new ExchangeSettingsFactory(pool.properties().exchange(), pool.checks(),
				new PoolBeans(this.beans, pool.name()))
			.create();
	}

	private TimeoutSettings timeouts(SettingChecks checks, PoolProperties properties) {
		PoolProperties.Timeout timeout = properties.timeout();
		PoolProperties.Authentication authentication = properties.authentication();
		return new TimeoutSettings(checks.timeoutOrNone("timeout.idle", timeout.idle()),
				checks.timeoutOrNone("timeout.read-idle", timeout.readIdle()),
				checks.timeoutOrNone("timeout.first-message", timeout.firstMessage()),
				checks.timeoutOrNone("timeout.frame", timeout.frame()),
				checks.timeoutOrNone("timeout.write", timeout.write()), maxAge(checks, properties.connection()),
				authentication.required() ? checks.timeout("authentication.timeout", authentication.timeout()) : null);
	}

	private @Nullable MaxAge maxAge(SettingChecks checks, PoolProperties.Connection connection) {
		Duration age = checks.timeoutOrNone(MAX_AGE, connection.maxAge());
		if (age == null) {
			return null;
		}
		Duration jitter = connection.maxAgeJitter();
		if (jitter == null) {
			return new MaxAge(age, age.dividedBy(JITTERS_PER_AGE));
		}
		checks.timeoutOrNone(MAX_AGE_JITTER, jitter);
		if (jitter.compareTo(age) > 0) {
			throw checks.invalid(MAX_AGE_JITTER, jitter, "is longer than '" + checks.keys().key(MAX_AGE) + "'",
					"Set a shorter one, or 0 for none.");
		}
		return new MaxAge(age, jitter);
	}

	private WatchSettings watch(SettingChecks checks, PoolProperties properties) {
		return new WatchSettings(checks.timeoutOrNone("handler.warn-after", properties.handler().warnAfter()),
				checks.timeoutOrNone("io.warn-after", properties.io().warnAfter()));
	}

	/**
	 * An empty text is none, so that a pool can leave out one that it inherits.
	 */
	private byte @Nullable [] bytes(SettingChecks checks, PoolProperties properties, @Nullable String text) {
		return StringUtils.hasLength(text) ? text.getBytes(charset(checks, properties)) : null;
	}

	private @Nullable TlsSettings tls(ConfiguredPool pool) {
		PoolProperties.Ssl ssl = pool.properties().ssl();
		TlsSettingsFactory factory = new TlsSettingsFactory(ssl, pool.checks(), this.resourceLoader,
				this.beans.getBeanProvider(SslBundles.class), this.watcher);
		return ssl.isOn() ? new PoolStartupSteps(this.beans.getApplicationStartup()).tls(pool.name(), factory::settings)
				: factory.settings();
	}

	private InetSocketAddress address(SettingChecks checks, PoolProperties properties) {
		int port = checks.between(0, MAX_PORT, "port", properties.port());
		InetAddress address = properties.address();
		return (address != null) ? new InetSocketAddress(address, port) : new InetSocketAddress(port);
	}

	private AcceptorSettings acceptors(SettingChecks checks, PoolProperties properties) {
		int initial = checks.atLeast(1, "acceptors", properties.acceptors());
		int increaseBy = checks.atLeast(1, "increase-by", properties.increaseBy());
		Integer max = properties.maxAcceptors();
		if (max != null && max < initial) {
			throw checks.invalid("max-acceptors", max,
					"is less than '" + checks.key("acceptors") + "' (" + initial + ")",
					"Set it to " + initial + " or more.");
		}
		return new AcceptorSettings(initial, properties.overflow(), increaseBy,
				(max != null) ? max : Math.max(initial, MAX_ACCEPTORS),
				bytes(checks, properties, properties.refusal()));
	}

	private int ioThreads(SettingChecks checks, PoolProperties properties) {
		Integer threads = properties.io().threads();
		return (threads != null) ? checks.between(1, MAX_IO_THREADS, "io.threads", threads)
				: Runtime.getRuntime().availableProcessors();
	}

	private Charset charset(SettingChecks checks, PoolProperties properties) {
		Charset charset = properties.charset();
		if (!charset.canEncode()) {
			throw checks.invalid("charset", charset, "can be decoded but not encoded",
					"Set it to a charset such as UTF-8.");
		}
		if (properties.framing().mode().equals("line") && !Arrays.equals("\n".getBytes(charset), LINE_FEED)) {
			throw checks.invalid("charset", charset,
					"does not encode a line feed as the byte 0x0A, which framing 'line' needs",
					"Set it to a charset such as UTF-8, or set '" + checks.key("framing.mode") + "' to raw.");
		}
		return charset;
	}

	private LaneSettings lanes(SettingChecks checks, String pool, PoolProperties.Handler handler) {
		int queue = checks.atLeast(1, "handler.queue", handler.queue());
		HandlerThreadsFactory threads = new HandlerThreadsFactory(pool, handler, checks, this.environment);
		return new LaneSettings(threads.create(), threads.leaders(), queue, replies(checks, handler.replyTimeout()));
	}

	/**
	 * A stream may be a subscription that rarely has a reply, so that only an application
	 * that sets the timeout limits it.
	 */
	private ReplyTimeouts replies(SettingChecks checks, @Nullable Duration timeout) {
		if (timeout == null) {
			return new ReplyTimeouts(DEFAULT_REPLY_TIMEOUT, null);
		}
		Duration checked = checks.timeoutOrNone("handler.reply-timeout", timeout);
		return new ReplyTimeouts(checked, checked);
	}

	private OutboundSettings outbound(SettingChecks checks, PoolProperties.Outbound outbound) {
		if (outbound.maxPending().toBytes() < 1) {
			throw checks.invalid("outbound.max-pending", outbound.maxPending(), "is less than 1 byte",
					"Set it to a size such as 1MB.");
		}
		return new OutboundSettings(outbound.maxPending().toBytes(), outbound.overflow());
	}

}
