package io.netpool.tcp.observe;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TcpPoolStatistics.ActiveTlsHandshakes;
import io.netpool.tcp.TcpPoolStatistics.Blocked;
import io.netpool.tcp.TcpPoolStatistics.Bytes;
import io.netpool.tcp.TcpPoolStatistics.Connections;
import io.netpool.tcp.TcpPoolStatistics.EndedExchanges;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.TcpPoolStatistics.Exchanges;
import io.netpool.tcp.TcpPoolStatistics.Handler;
import io.netpool.tcp.TcpPoolStatistics.Messages;
import io.netpool.tcp.TcpPoolStatistics.Paused;
import io.netpool.tcp.TcpPoolStatistics.TlsHandshakes;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TcpPoolStatistics.TlsReloads;

/**
 * Statistics of a pool in which no two numbers are the same.
 */
public final class TestStatistics {

	private TestStatistics() {
	}

	public static TcpPoolStatistics create() {
		Map<CloseReason, Long> refused = new EnumMap<>(CloseReason.class);
		Map<CloseReason, Long> closed = new EnumMap<>(CloseReason.class);
		for (CloseReason reason : CloseReason.values()) {
			(reason.isRefusal() ? refused : closed).put(reason, 1000L + reason.ordinal());
		}
		Map<TlsOutcome, TlsHandshakes> handshakes = new EnumMap<>(TlsOutcome.class);
		for (TlsOutcome outcome : TlsOutcome.values()) {
			handshakes.put(outcome, new TlsHandshakes(2000 + outcome.ordinal(), Duration.ofMillis(3000)));
		}
		Map<ExchangeOutcome, EndedExchanges> exchanges = new EnumMap<>(ExchangeOutcome.class);
		for (ExchangeOutcome outcome : ExchangeOutcome.values()) {
			exchanges.put(outcome, new EndedExchanges(4000 + outcome.ordinal(), Duration.ofMillis(5000)));
		}
		return new TcpPoolStatistics(
				new Connections(4, 5, Collections.unmodifiableMap(refused), Collections.unmodifiableMap(closed), 16),
				new Messages(8, 9, 20, 7, 13, 31), new Bytes(10, 11, 14),
				new Handler(Duration.ofMillis(50), Duration.ofMillis(15)), new Paused(12, 15), new Blocked(17, 18),
				new ActiveTlsHandshakes(27, 28), Collections.unmodifiableMap(handshakes), new TlsReloads(23, 24),
				new Exchanges(25, Collections.unmodifiableMap(exchanges), 26));
	}

}
