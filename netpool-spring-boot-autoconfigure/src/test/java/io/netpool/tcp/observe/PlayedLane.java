package io.netpool.tcp.observe;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.Continuation;
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
	 * @return the last reply
	 * @throws Throwable what the handler has thrown, or a stage was completed with
	 */
	static Object handle(TcpEndpoint endpoint, TcpConnection connection, String message) throws Throwable {
		return goOn(endpoint.message(connection, message));
	}

	static Object goOn(Object reply) throws Throwable {
		Object next = (reply instanceof CompletionStage<?> stage) ? completed(stage) : reply;
		return (next instanceof Continuation continuation) ? goOn(continuation.proceed()) : next;
	}

	/**
	 * Do something that may throw what {@link HandlerShape handlers} throw.
	 */
	static void anyhow(ThrowingCallable work) {
		assertThat(catchThrowable(work)).isIn(null, HandlerShape.FAILURE);
	}

	private static Object completed(CompletionStage<?> stage) throws Throwable {
		try {
			return stage.toCompletableFuture().join();
		}
		catch (CompletionException ex) {
			throw ex.getCause();
		}
	}

}
