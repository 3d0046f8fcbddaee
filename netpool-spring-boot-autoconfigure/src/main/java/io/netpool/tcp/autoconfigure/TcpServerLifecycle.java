package io.netpool.tcp.autoconfigure;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.diagnostics.MissingHandlerException;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.event.TcpServerInitializedEvent;
import io.netpool.tcp.handler.TcpHandlerMethods;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import io.netpool.tcp.server.NettyAcceptorPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the pools when all beans are ready, and stops them immediately:
 * {@link TcpGracefulShutdownLifecycle} has drained them before if shutdown is graceful.
 *
 * @since 0.1.0
 */
public class TcpServerLifecycle implements SmartLifecycle {

	/**
	 * The phase in which web servers start and stop.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2048;

	private static final Log logger = LogFactory.getLog(TcpServerLifecycle.class);

	private final ApplicationContext context;

	private final ConfiguredPools configured;

	private final List<NettyAcceptorPool> pools;

	private final HandlerMethodsSupplier handlerMethods;

	private final PoolStartupSteps steps;

	private volatile boolean running;

	TcpServerLifecycle(ApplicationContext context, ConfiguredPools configured, List<NettyAcceptorPool> pools,
			HandlerMethodsSupplier handlerMethods, PoolStartupSteps steps) {
		this.context = context;
		this.configured = configured;
		this.pools = pools;
		this.handlerMethods = handlerMethods;
		this.steps = steps;
	}

	@Override
	public void start() {
		TcpHandlerMethods methods = this.handlerMethods.find();
		checkPools(methods);
		checkDetected(methods);
		List<NettyAcceptorPool> served = this.pools.stream()
			.filter((pool) -> methods.pools().contains(pool.name()) || isDetecting(pool, methods))
			.toList();
		this.pools.stream()
			.filter((pool) -> !served.contains(pool) && !isServedByParent(pool.name()))
			.forEach(this::warnOrFail);
		if (!served.isEmpty()) {
			NettyVersionCheck.warnIfOlder();
		}
		try {
			// set first, so that the context stops the pools if a listener fails
			this.running = !served.isEmpty();
			served.forEach((pool) -> this.steps.start(pool, host(pool.name())));
		}
		catch (RuntimeException | Error ex) {
			stop();
			throw ex;
		}
		for (NettyAcceptorPool pool : served) {
			LocalPortPublisher.publish(this.context, pool);
			this.context.publishEvent(new TcpServerInitializedEvent(pool, pool.port()));
		}
	}

	private String host(String pool) {
		InetAddress address = this.configured.get(pool).properties().address();
		if (address == null || address.isAnyLocalAddress()) {
			return "*";
		}
		return (address instanceof Inet6Address) ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
	}

	private void checkPools(TcpHandlerMethods methods) {
		List<String> names = Stream
			.concat(this.pools.stream().map(TcpAcceptorPool::name),
					this.configured.detected().stream().map(ConfiguredPool::name))
			.toList();
		for (TcpHandlerMethod method : methods.methods()) {
			if (!names.contains(method.pool())) {
				throw method.invalid("names pool '" + method.pool() + "', which does not exist",
						"The pools are " + names + ". To add pool '" + method.pool() + "', set '"
								+ PropertyNames.of(method.pool()).key("port") + "'.");
			}
		}
	}

	/**
	 * The default pool has the connections of detected protocols, even if it has no
	 * handlers itself.
	 */
	private boolean isDetecting(TcpAcceptorPool pool, TcpHandlerMethods methods) {
		return pool.name().equals(TcpAcceptorPool.DEFAULT_NAME) && this.configured.detected()
			.stream()
			.anyMatch((detected) -> methods.pools().contains(detected.name()));
	}

	private void checkDetected(TcpHandlerMethods methods) {
		for (ConfiguredPool detected : this.configured.detected()) {
			if (!methods.pools().contains(detected.name()) && !isServedByParent(detected.name())) {
				throw new MissingHandlerException(detected.name(), detected.checks().key("detect.start"),
						String.valueOf(detected.properties().detect().start()));
			}
		}
	}

	/**
	 * Whether a parent context, which has started before, has handlers for a pool of this
	 * name.
	 */
	private boolean isServedByParent(String pool) {
		ApplicationContext parent = this.context.getParent();
		while (parent != null) {
			HandlerMethodsSupplier methods = parent.getBeanProvider(HandlerMethodsSupplier.class).getIfUnique();
			if (methods != null && methods.find().pools().contains(pool)) {
				return true;
			}
			parent = parent.getParent();
		}
		return false;
	}

	/**
	 * A pool without handlers is an error if its port is configured. If not, it does not
	 * listen.
	 */
	private void warnOrFail(TcpAcceptorPool pool) {
		SettingChecks checks = this.configured.get(pool.name()).checks();
		if (checks.isConfigured("port")) {
			String key = checks.key("port");
			throw new MissingHandlerException(pool.name(), key, this.context.getEnvironment().getProperty(key));
		}
		logger.warn("No TCP server was started because no bean has a @TcpHandler method. Add one, such as "
				+ "'@TcpHandler String onMessage(String input)', to listen on port 9000");
	}

	@Override
	public void stop() {
		this.running = false;
		this.pools.forEach(NettyAcceptorPool::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
