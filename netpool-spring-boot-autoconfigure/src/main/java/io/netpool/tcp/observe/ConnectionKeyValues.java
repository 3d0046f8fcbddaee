package io.netpool.tcp.observe;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.observe.TcpObservationDocumentation.HighCardinalityKeyNames;
import io.netpool.tcp.observe.TcpObservationDocumentation.LowCardinalityKeyNames;

/**
 * The key values that observations of connections and of messages have in common.
 */
final class ConnectionKeyValues {

	private ConnectionKeyValues() {
	}

	static KeyValue pool(TcpConnection connection) {
		return LowCardinalityKeyNames.POOL.withValue(connection.pool());
	}

	static KeyValue exception(Observation.Context context) {
		Throwable error = context.getError();
		return LowCardinalityKeyNames.EXCEPTION
			.withValue((error != null) ? name(error.getClass()) : KeyValue.NONE_VALUE);
	}

	/**
	 * An anonymous class has no simple name.
	 */
	private static String name(Class<?> type) {
		return type.isAnonymousClass() ? type.getName() : type.getSimpleName();
	}

	static KeyValues highCardinality(TcpConnection connection) {
		return KeyValues.of(HighCardinalityKeyNames.CONNECTION_ID.withValue(connection.id()),
				HighCardinalityKeyNames.PEER_ADDRESS.withValue(text(connection.remoteAddress())));
	}

	private static String text(InetSocketAddress peer) {
		InetAddress address = peer.getAddress();
		return (address != null) ? address.getHostAddress() : peer.getHostString();
	}

}
