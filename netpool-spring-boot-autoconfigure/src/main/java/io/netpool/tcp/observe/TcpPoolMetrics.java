package io.netpool.tcp.observe;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TlsOutcome;

/**
 * Binds the meters of acceptor pools. They read what the pools count, so serving a
 * connection costs the same with and without a registry.
 *
 * @since 0.1.0
 */
public final class TcpPoolMetrics implements MeterBinder {

	private final List<TcpAcceptorPool> pools;

	private final TcpHandlerTimers handlerTimers;

	/**
	 * Create a binder.
	 * @param pools the pools to meter
	 * @param handlerTimers the timers of their handlers, where they are wanted
	 */
	public TcpPoolMetrics(List<TcpAcceptorPool> pools, TcpHandlerTimers handlerTimers) {
		this.pools = List.copyOf(pools);
		this.handlerTimers = handlerTimers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (TcpAcceptorPool pool : this.pools) {
			PoolMeters meters = new PoolMeters(registry, pool, Tags.of("pool", pool.name()));
			meters.bind();
			if (!this.handlerTimers.register(registry, pool.name())) {
				meters.bindHandlerTotals();
			}
		}
	}

	/**
	 * The meters of one pool.
	 *
	 * @param registry where to register them
	 * @param pool the pool
	 * @param tags what all of them have
	 */
	private record PoolMeters(MeterRegistry registry, TcpAcceptorPool pool, Tags tags) {

		void bind() {
			gauge(TcpMeter.LISTENING, this.tags, (pool) -> (pool.state() == State.LISTENING) ? 1 : 0);
			gauge(TcpMeter.CONNECTIONS_ACTIVE, this.tags, (pool) -> pool.statistics().activeConnections());
			gauge(TcpMeter.ACCEPTORS, this.tags.and("state", "idle"), (pool) -> pool.acceptors().idle());
			gauge(TcpMeter.ACCEPTORS, this.tags.and("state", "busy"), (pool) -> pool.acceptors().busy());
			counter(TcpMeter.CONNECTIONS_ACCEPTED, this.tags, (pool) -> pool.statistics().acceptedConnections());
			counter(TcpMeter.CONNECTIONS_CUT, this.tags, (pool) -> pool.statistics().cutConnections());
			counter(TcpMeter.ACCEPTS_PAUSED, this.tags, (pool) -> pool.statistics().pausedAccepts());
			for (CloseReason reason : CloseReason.values()) {
				counter(reason.isRefusal() ? TcpMeter.CONNECTIONS_REFUSED : TcpMeter.CONNECTIONS_CLOSED,
						this.tags.and("reason", TagValues.of(reason)),
						(pool) -> pool.statistics().closedConnections(reason));
			}
			counter(TcpMeter.MESSAGES, in(), (pool) -> pool.statistics().receivedMessages());
			counter(TcpMeter.MESSAGES, out(), (pool) -> pool.statistics().sentMessages());
			counter(TcpMeter.BYTES, in(), (pool) -> pool.statistics().receivedBytes());
			counter(TcpMeter.BYTES, out(), (pool) -> pool.statistics().sentBytes());
			counter(TcpMeter.HANDLER_HELD, this.tags, (pool) -> pool.statistics().heldHandlers());
			counter(TcpMeter.IO_BLOCKED, this.tags, (pool) -> pool.statistics().blockedIoThreads());
			for (TlsOutcome outcome : TlsOutcome.values()) {
				timer(TcpMeter.TLS_HANDSHAKES, this.tags.and("outcome", TagValues.of(outcome)),
						(pool) -> pool.statistics().handshakes(outcome),
						(pool) -> pool.statistics().handshakeTime(outcome).toNanos());
			}
			counter(TcpMeter.TLS_RELOADS, this.tags.and("outcome", "success"),
					(pool) -> pool.statistics().tlsReloads(true));
			counter(TcpMeter.TLS_RELOADS, this.tags.and("outcome", "failure"),
					(pool) -> pool.statistics().tlsReloads(false));
			gauge(TcpMeter.LANE_PENDING, this.tags, (pool) -> pool.statistics().pendingMessages());
			gauge(TcpMeter.OUTBOUND_PENDING, this.tags, (pool) -> pool.statistics().pendingBytes());
			counter(TcpMeter.READS_PAUSED, this.tags, (pool) -> pool.statistics().pausedReads());
		}

		void bindHandlerTotals() {
			timer(TcpMeter.HANDLER, this.tags.and("outcome", HandlerTimer.SUCCESS), PoolMeters::succeeded,
					(pool) -> nanos(pool) - failedNanos(pool));
			timer(TcpMeter.HANDLER, this.tags.and("outcome", HandlerTimer.FAILURE),
					(pool) -> pool.statistics().failedMessages(), PoolMeters::failedNanos);
		}

		private static long succeeded(TcpAcceptorPool pool) {
			TcpPoolStatistics statistics = pool.statistics();
			return Math.max(0, statistics.handledMessages() - statistics.failedMessages());
		}

		private static double nanos(TcpAcceptorPool pool) {
			return pool.statistics().handlerTime().toNanos();
		}

		private static double failedNanos(TcpAcceptorPool pool) {
			return pool.statistics().failedHandlerTime().toNanos();
		}

		private Tags in() {
			return this.tags.and("direction", "in");
		}

		private Tags out() {
			return this.tags.and("direction", "out");
		}

		private void gauge(TcpMeter meter, Tags meterTags, ToDoubleFunction<TcpAcceptorPool> value) {
			Gauge.builder(meter.meterName(), this.pool, value)
				.tags(meterTags)
				.baseUnit(meter.unit())
				.description(meter.description())
				.register(this.registry);
		}

		private void timer(TcpMeter meter, Tags meterTags, ToLongFunction<TcpAcceptorPool> count,
				ToDoubleFunction<TcpAcceptorPool> nanos) {
			FunctionTimer.builder(meter.meterName(), this.pool, count, nanos, TimeUnit.NANOSECONDS)
				.tags(meterTags)
				.description(meter.description())
				.register(this.registry);
		}

		private void counter(TcpMeter meter, Tags meterTags, ToDoubleFunction<TcpAcceptorPool> value) {
			FunctionCounter.builder(meter.meterName(), this.pool, value)
				.tags(meterTags)
				.baseUnit(meter.unit())
				.description(meter.description())
				.register(this.registry);
		}

	}

}
