package io.netpool.tcp.observe.endpoint;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;
import java.util.TreeSet;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.observe.TagValues;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells of a connection.
 *
 * @param id its identifier
 * @param openedAt when it was established
 * @param age how long ago that was
 * @param idle how long ago its lane was last at work
 * @param state what it is doing
 * @param messages its messages
 * @param bytes its bytes, without those of TLS
 * @param groups the groups that it has joined
 * @param remoteAddress its client's address, {@code null} if that is not to be shown
 * @param principal who its client is, {@code null} likewise, or if it is anonymous
 */
record ConnectionDescriptor(String id, Instant openedAt, Duration age, Duration idle, String state, Counts messages,
		Counts bytes, SortedSet<String> groups, @Nullable String remoteAddress, @Nullable String principal) {

	static ConnectionDescriptor of(TcpConnection connection, TcpConnectionStatistics statistics, Instant now,
			boolean details) {
		Principal principal = connection.principal();
		return new ConnectionDescriptor(connection.id(), statistics.openedAt(),
				millis(Duration.between(statistics.openedAt(), now)), millis(statistics.idle()),
				TagValues.of(ConnectionState.of(statistics)),
				new Counts(statistics.receivedMessages(), statistics.sentMessages(), statistics.pendingMessages()),
				new Counts(statistics.receivedBytes(), statistics.sentBytes(), statistics.pendingBytes()),
				new TreeSet<>(connection.groups()), details ? address(connection) : null,
				(details && principal != null) ? principal.getName() : null);
	}

	private static Duration millis(Duration duration) {
		return duration.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * The address of a connection's client, without asking anybody for its name.
	 */
	static String address(TcpConnection connection) {
		InetSocketAddress address = connection.remoteAddress();
		String host = address.getAddress().getHostAddress();
		return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
	}

	record Counts(long received, long sent, long pending) {

	}

}
