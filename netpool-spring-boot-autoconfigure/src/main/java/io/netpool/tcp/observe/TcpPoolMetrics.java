package io.netpool.tcp.observe;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

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
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.observe.TcpMeter.Key;

/**
 * Binds meters to the {@linkplain TcpAcceptorPool#statistics() statistics} of acceptor
 * pools, which count with and without a registry. The meters of a pool share a snapshot
 * that is at most ten milliseconds old.
 *
 * @since 0.1.0
 */
public final class TcpPoolMetrics implements MeterBinder {

	private static final String SUCCESS = "success";

	private static final String FAILURE = "failure";

	private final List<TcpAcceptorPool> pools;

	private final LongSupplier nanoTime;

	/**
	 * Create a binder.
	 * @param pools the pools whose meters to bind
	 */
	public TcpPoolMetrics(List<TcpAcceptorPool> pools) {
		this(pools, System::nanoTime);
	}

	TcpPoolMetrics(List<TcpAcceptorPool> pools, LongSupplier nanoTime) {
		this.pools = List.copyOf(pools);
		this.nanoTime = nanoTime;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (TcpAcceptorPool pool : this.pools) {
			RecentStatistics recent = new RecentStatistics(this.nanoTime);
			new PoolMeters(registry, pool, recent, Tags.of(Key.POOL.asString(), pool.name())).bind();
		}
	}

	/**
	 * The meters of one pool.
	 *
	 * @param registry the registry
	 * @param pool the pool
	 * @param recent its recent statistics
	 * @param poolTags the tags of every meter
	 */
	private record PoolMeters(MeterRegistry registry, TcpAcceptorPool pool, RecentStatistics recent, Tags poolTags) {

		void bind() {
			bindConnections();
			bindMessages();
			bindExchanges();
			bindTls();
		}

		private void bindConnections() {
			gauge(TcpMeter.LISTENING, this.poolTags, (pool) -> (pool.state() == State.LISTENING) ? 1 : 0);
			gauge(TcpMeter.ACCEPTORS, tags(Key.STATE, "idle"), (pool) -> pool.acceptors().idle());
			gauge(TcpMeter.ACCEPTORS, tags(Key.STATE, "busy"), (pool) -> pool.acceptors().busy());
			gauge(TcpMeter.CONNECTIONS_ACTIVE, (statistics) -> statistics.connections().active());
			counter(TcpMeter.CONNECTIONS_ACCEPTED, (statistics) -> statistics.connections().accepted());
			for (CloseReason reason : CloseReason.values()) {
				counter(reason.isRefusal() ? TcpMeter.CONNECTIONS_REFUSED : TcpMeter.CONNECTIONS_CLOSED,
						tags(Key.REASON, TagValues.of(reason)),
						(statistics) -> statistics.connections().closed(reason));
			}
			counter(TcpMeter.CONNECTIONS_FORCIBLY_CLOSED, (statistics) -> statistics.connections().forciblyClosed());
			counter(TcpMeter.ACCEPTS_PAUSED, (statistics) -> statistics.paused().accepts());
			counter(TcpMeter.IO_BLOCKED, (statistics) -> statistics.blocked().ioThreads());
		}

		private void bindMessages() {
			Tags in = tags(Key.DIRECTION, "in");
			Tags out = tags(Key.DIRECTION, "out");
			counter(TcpMeter.MESSAGES, in, (statistics) -> statistics.messages().received());
			counter(TcpMeter.MESSAGES, out, (statistics) -> statistics.messages().sent());
			counter(TcpMeter.FRAMES_DROPPED, (statistics) -> statistics.messages().dropped());
			counter(TcpMeter.BYTES, in, (statistics) -> statistics.bytes().received());
			counter(TcpMeter.BYTES, out, (statistics) -> statistics.bytes().sent());
			timer(TcpMeter.HANDLER, SUCCESS, PoolMeters::succeeded,
					(statistics) -> statistics.handler().time().minus(statistics.handler().failedTime()).toNanos());
			timer(TcpMeter.HANDLER, FAILURE, (statistics) -> statistics.messages().failed(),
					(statistics) -> statistics.handler().failedTime().toNanos());
			gauge(TcpMeter.HANDLER_QUEUE, (statistics) -> statistics.messages().queued());
			counter(TcpMeter.HANDLER_BLOCKED, (statistics) -> statistics.blocked().handlers());
			counter(TcpMeter.READS_PAUSED, (statistics) -> statistics.paused().reads());
			gauge(TcpMeter.OUTBOUND_PENDING, (statistics) -> statistics.bytes().pending());
		}

		private void bindExchanges() {
			for (ExchangeOutcome outcome : ExchangeOutcome.values()) {
				timer(TcpMeter.EXCHANGES, TagValues.of(outcome),
						(statistics) -> statistics.exchanges().ended(outcome).count(),
						(statistics) -> statistics.exchanges().ended(outcome).time().toNanos());
			}
			gauge(TcpMeter.EXCHANGES_OPEN, (statistics) -> statistics.exchanges().open());
			counter(TcpMeter.EXCHANGES_LATE, (statistics) -> statistics.exchanges().late());
		}

		private void bindTls() {
			for (TlsOutcome outcome : TlsOutcome.values()) {
				timer(TcpMeter.TLS_HANDSHAKES, TagValues.of(outcome),
						(statistics) -> statistics.tlsHandshakes(outcome).count(),
						(statistics) -> statistics.tlsHandshakes(outcome).time().toNanos());
			}
			gauge(TcpMeter.TLS_HANDSHAKES_ACTIVE, (statistics) -> statistics.activeTlsHandshakes().count());
			gauge(TcpMeter.TLS_HANDSHAKES_WAITING, (statistics) -> statistics.activeTlsHandshakes().waiting());
			counter(TcpMeter.TLS_RELOADS, tags(Key.OUTCOME, SUCCESS),
					(statistics) -> statistics.tlsReloads().successful());
			counter(TcpMeter.TLS_RELOADS, tags(Key.OUTCOME, FAILURE), (statistics) -> statistics.tlsReloads().failed());
		}

		/**
		 * A failure is counted at once, and a handled message when its lane has run.
		 */
		private static long succeeded(TcpPoolStatistics statistics) {
			return Math.max(0, statistics.messages().handled() - statistics.messages().failed());
		}

		private Tags tags(Key key, String value) {
			return this.poolTags.and(key.asString(), value);
		}

		private void gauge(TcpMeter meter, ToDoubleFunction<TcpPoolStatistics> value) {
			gauge(meter, this.poolTags, this.recent.reading(value));
		}

		private void gauge(TcpMeter meter, Tags tags, ToDoubleFunction<TcpAcceptorPool> value) {
			Gauge.builder(meter.getName(), this.pool, value)
				.tags(tags)
				.baseUnit(meter.getBaseUnit())
				.description(meter.description())
				.register(this.registry);
		}

		private void counter(TcpMeter meter, ToDoubleFunction<TcpPoolStatistics> total) {
			counter(meter, this.poolTags, total);
		}

		private void counter(TcpMeter meter, Tags tags, ToDoubleFunction<TcpPoolStatistics> total) {
			FunctionCounter.builder(meter.getName(), this.pool, this.recent.reading(total))
				.tags(tags)
				.baseUnit(meter.getBaseUnit())
				.description(meter.description())
				.register(this.registry);
		}

		private void timer(TcpMeter meter, String outcome, ToDoubleFunction<TcpPoolStatistics> count,
				ToDoubleFunction<TcpPoolStatistics> nanos) {
			ToDoubleFunction<TcpAcceptorPool> counting = this.recent.reading(count);
			FunctionTimer
				.builder(meter.getName(), this.pool, (pool) -> (long) counting.applyAsDouble(pool),
						this.recent.reading(nanos), TimeUnit.NANOSECONDS)
				.tags(tags(Key.OUTCOME, outcome))
				.description(meter.description())
				.register(this.registry);
		}

	}

}
