package io.netpool.tcp.server.settings;

import java.time.Duration;
import java.util.function.Supplier;

import io.netpool.tcp.TcpCorrelation;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of commands and answers.
 *
 * @param timeout the time in which a client must answer
 * @param maxOpen the maximum number of open exchanges per connection, at least 1
 * @param lateAnswers the strategy for late answers
 * @param correlation supplies what recognizes answers, {@code null} if there is none
 * @since 0.1.0
 */
public record ExchangeSettings(Duration timeout, int maxOpen, LateAnswers lateAnswers,
		Supplier<@Nullable TcpCorrelation> correlation) {

	/**
	 * Returns the default settings, without a correlation.
	 * @return the settings
	 */
	public static ExchangeSettings defaults() {
		return new ExchangeSettings(Duration.ofSeconds(10), 64, LateAnswers.HANDLE, () -> null);
	}

}
