package io.netpool.tcp.observe;

import java.net.InetSocketAddress;

import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Does with an endpoint and a message what a lane does.
 */
final class PlayedLane {

	private PlayedLane() {
	}

	static TcpConnection connection() {
		TcpConnection connection = mock(TcpConnection.class);
		given(connection.id()).willReturn("1a");
		given(connection.pool()).willReturn("default");
		given(connection.remoteAddress()).willReturn(new InetSocketAddress("192.0.2.7", 4711));
		return connection;
	}

	/**
	 * Handle a message to its end.
	 * @return the result
	 * @throws Throwable what the handler has thrown, or a stage was completed with
	 */
	static TcpReply handle(TcpEndpoint endpoint, TcpConnection connection, String message) throws Throwable {
		return SettledReply.of(endpoint.message(connection, message));
	}

	/**
	 * Do something that may throw what {@link HandlerShape handlers} throw.
	 */
	static void anyhow(ThrowingCallable work) {
		assertThat(catchThrowable(work)).isIn(null, HandlerShape.FAILURE);
	}

}
