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
 * Description of a connection.
 *
 * @param id the connection's id
 * @param openedAt when the connection was accepted
 * @param age time since then
 * @param idle time since the connection's handlers last ran
 * @param state the connection's state
 * @param messages numbers of messages
 * @param bytes numbers of bytes, without the overhead of TLS
 * @param groups the groups that the connection has joined
 * @param remoteAddress the client's address, {@code null} if details are not shown
 * @param principal the client's principal, {@code null} if it has none or details are not
 * shown
 */
record ConnectionDescriptor(String id, Instant openedAt, Duration age, Duration idle, String state, Messages messages,
		Bytes bytes, SortedSet<String> groups, @Nullable String remoteAddress, @Nullable String principal) {

	static ConnectionDescriptor of(TcpConnection connection, TcpConnectionStatistics statistics, Instant now,
			boolean details) {
		Principal principal = connection.principal();
		return new ConnectionDescriptor(connection.id(), statistics.openedAt(),
				millis(Duration.between(statistics.openedAt(), now)), millis(statistics.idle()),
				TagValues.of(ConnectionState.of(statistics)),
				new Messages(statistics.receivedMessages(), statistics.sentMessages(), statistics.queuedMessages()),
				new Bytes(statistics.receivedBytes(), statistics.sentBytes(), statistics.pendingBytes()),
				new TreeSet<>(connection.groups()), details ? address(connection) : null,
				(details && principal != null) ? principal.getName() : null);
	}

	private static Duration millis(Duration duration) {
		return duration.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * The address and port of a connection's client, without a DNS lookup.
	 */
	static String address(TcpConnection connection) {
		InetSocketAddress address = connection.remoteAddress();
		String host = address.getAddress().getHostAddress();
		return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
	}

	record Messages(long received, long sent, long queued) {

	}

	record Bytes(long received, long sent, long pending) {

	}

}
