package io.netpool.tcp.server.statistics;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import javax.net.ssl.SSLException;

import io.netpool.tcp.TcpPoolStatistics.TlsHandshakes;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and durations of TLS handshakes by outcome. Any thread may add and read.
 */
public final class TlsHandshakeTimes {

	private final EnumAdders<TlsOutcome> counts = new EnumAdders<>(TlsOutcome.class);

	private final EnumAdders<TlsOutcome> nanos = new EnumAdders<>(TlsOutcome.class);

	/**
	 * Add a handshake that has ended.
	 * @param failure why it failed, {@code null} if it succeeded
	 * @param took its duration in nanoseconds
	 */
	public void add(@Nullable Throwable failure, long took) {
		TlsOutcome outcome = outcome(failure);
		this.counts.of(outcome).increment();
		this.nanos.of(outcome).add(took);
	}

	private static TlsOutcome outcome(@Nullable Throwable failure) {
		if (failure == null) {
			return TlsOutcome.SUCCESS;
		}
		if (failure instanceof NotSslRecordException) {
			return TlsOutcome.NOT_TLS;
		}
		if (failure instanceof SslHandshakeTimeoutException) {
			return TlsOutcome.TIMEOUT;
		}
		boolean closed = failure instanceof SslClosedEngineException
				|| (failure instanceof IOException && !(failure instanceof SSLException));
		return closed ? TlsOutcome.CLOSED : TlsOutcome.REJECTED;
	}

	/**
	 * The totals of each outcome.
	 * @return an unmodifiable map in the order of the enum
	 */
	Map<TlsOutcome, TlsHandshakes> totals() {
		Map<TlsOutcome, TlsHandshakes> totals = new EnumMap<>(TlsOutcome.class);
		for (TlsOutcome outcome : TlsOutcome.values()) {
			totals.put(outcome,
					new TlsHandshakes(this.counts.of(outcome).sum(), Duration.ofNanos(this.nanos.of(outcome).sum())));
		}
		return Collections.unmodifiableMap(totals);
	}

}
