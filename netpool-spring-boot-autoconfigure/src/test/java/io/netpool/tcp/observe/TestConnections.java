package io.netpool.tcp.observe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpGroup;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Connections that are looked at, and need no sockets for that.
 */
public final class TestConnections {

	public static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");

	public static final TcpConnectionStatistics IDLE = statistics(OPENED, 0, 0, false);

	private final List<TcpConnection> open = new ArrayList<>();

	private final TcpConnections connections = mock(TcpConnections.class);

	public TestConnections() {
		given(this.connections.find(anyString())).willAnswer((call) -> find(call.getArgument(0)));
		given(this.connections.pool(anyString()))
			.willAnswer((call) -> group((connection) -> connection.pool().equals(call.getArgument(0))));
		given(this.connections.group(anyString()))
			.willAnswer((call) -> group((connection) -> connection.groups().contains(call.getArgument(0))));
	}

	public TcpConnection add(String id, String pool, String address, TcpConnectionStatistics statistics,
			String... groups) {
		TcpConnection connection = mock(TcpConnection.class);
		given(connection.id()).willReturn(id);
		given(connection.pool()).willReturn(pool);
		given(connection.remoteAddress()).willReturn(new InetSocketAddress(address, 5000));
		given(connection.statistics()).willReturn(statistics);
		given(connection.groups()).willReturn(Set.of(groups));
		this.open.add(connection);
		return connection;
	}

	public TcpConnections connections() {
		return this.connections;
	}

	public static TcpConnectionStatistics statistics(Instant openedAt, int queuedMessages, long pendingBytes,
			boolean readingPaused) {
		return new TcpConnectionStatistics(openedAt, Duration.ofNanos(500_600_700), 3, 4, 12, 99, queuedMessages,
				pendingBytes, readingPaused);
	}

	private Optional<TcpConnection> find(String id) {
		return this.open.stream().filter((connection) -> connection.id().equals(id)).findFirst();
	}

	private TcpGroup group(Predicate<TcpConnection> members) {
		TcpGroup group = mock(TcpGroup.class);
		given(group.connections()).willAnswer((call) -> this.open.stream().filter(members));
		return group;
	}

}
