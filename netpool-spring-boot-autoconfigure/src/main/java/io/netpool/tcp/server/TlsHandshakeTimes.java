package io.netpool.tcp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import javax.net.ssl.SSLException;

import io.netpool.tcp.TlsOutcome;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How many TLS handshakes ended, how, and what they took.
 */
final class TlsHandshakeTimes {

	private final Map<TlsOutcome, Times> times = new EnumMap<>(TlsOutcome.class);

	TlsHandshakeTimes() {
		for (TlsOutcome outcome : TlsOutcome.values()) {
			this.times.put(outcome, new Times(new LongAdder(), new LongAdder()));
		}
	}

	/**
	 * Any thread: a handshake has ended.
	 * @param failure why it failed, {@code null} if it did not
	 * @param took how long it took, in nanoseconds
	 */
	void add(@Nullable Throwable failure, long took) {
		Times ended = of(outcome(failure));
		ended.count().increment();
		ended.nanos().add(took);
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

	long count(TlsOutcome outcome) {
		return of(outcome).count().sum();
	}

	Duration time(TlsOutcome outcome) {
		return Duration.ofNanos(of(outcome).nanos().sum());
	}

	private Times of(TlsOutcome outcome) {
		return Objects.requireNonNull(this.times.get(outcome));
	}

	/**
	 * Those of one outcome.
	 *
	 * @param count how many
	 * @param nanos what they took together
	 */
	private record Times(LongAdder count, LongAdder nanos) {

	}

}
