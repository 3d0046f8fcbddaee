package io.netpool.tcp.server.exchange;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import io.netpool.tcp.TcpConnection;

/**
 * A connection whose exchanges are {@link ConnectionExchanges}.
 */
public interface ExchangingConnection extends TcpConnection {

	/**
	 * Returns the exchanges of this connection, and creates them on the first call.
	 */
	ConnectionExchanges exchanges();

	@Override
	default <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer) {
		return exchange(command, type, isAnswer, exchanges().timeout());
	}

	@Override
	default <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer,
			Duration timeout) {
		return exchanges().open(command, type, isAnswer, timeout);
	}

	@Override
	default <T> CompletionStage<T> exchange(Object command, Class<T> type) {
		return exchange(command, type, exchanges().timeout());
	}

	@Override
	default <T> CompletionStage<T> exchange(Object command, Class<T> type, Duration timeout) {
		return exchange(command, type, exchanges().correlated(command), timeout);
	}

}
