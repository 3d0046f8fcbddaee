package io.netpool.tcp.server.simulation;

import java.time.Duration;
import java.util.Random;

import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import io.netpool.tcp.server.settings.LateAnswers;
import io.netpool.tcp.server.settings.MaxAge;
import org.jspecify.annotations.Nullable;

/**
 * What a plan of devices adds to a {@link Plan}: its clients answer commands and
 * heartbeats, claim to be a device, and get old.
 *
 * @param exchanges settings of exchanges
 * @param correlates whether exchanges are opened without a predicate
 * @param heartbeat the interval of heartbeats, 0 for none
 * @param readIdle the read idle timeout, 0 for none
 * @param maxAge the maximum age of connections, 0 for none
 * @param askers number of threads that open exchanges
 */
record DevicePlan(ExchangeSettings exchanges, boolean correlates, Duration heartbeat, Duration readIdle,
		Duration maxAge, int askers) {

	static DevicePlan draw(Random random) {
		Duration timeout = Duration.ofMillis(Plan.any(random, 5, 50, 500));
		int maxOpen = Plan.any(random, 1, 2, 8, 64);
		LateAnswers lateAnswers = Plan.any(random, LateAnswers.HANDLE, LateAnswers.HANDLE, LateAnswers.DROP);
		return new DevicePlan(new ExchangeSettings(timeout, maxOpen, lateAnswers, AnswerKeys::new),
				random.nextInt(3) == 0, Duration.ofMillis(Plan.any(random, 0, 100, 100)),
				Duration.ofMillis(Plan.any(random, 0, 500, 500)),
				Duration.ofMillis(Plan.any(random, 0, 0, 0, 0, 20, 300)), random.nextInt(4));
	}

	/**
	 * Returns the plan of clients that are no devices.
	 * @param readIdle the read idle timeout, 0 for none
	 */
	static DevicePlan none(Duration readIdle) {
		return new DevicePlan(ExchangeSettings.defaults(), false, Duration.ZERO, readIdle, Duration.ZERO, 0);
	}

	@Nullable HeartbeatSettings heartbeats() {
		return this.heartbeat.isZero() ? null : new HeartbeatSettings(this.heartbeat,
				(connection) -> Conversation.of(connection).times().heartbeat());
	}

	@Nullable MaxAge age() {
		return this.maxAge.isZero() ? null : new MaxAge(this.maxAge, this.maxAge.dividedBy(4));
	}

	/**
	 * Returns the number of the exchange that a command or an answer belongs to.
	 */
	static int exchangeOf(String text) {
		return Integer.parseInt(text.substring(1, text.indexOf(' ')));
	}

	/**
	 * Recognizes answers by the number of their exchange. Fails for those that have none.
	 */
	private static final class AnswerKeys implements TcpCorrelation {

		@Override
		public Object commandKey(Object command) {
			return exchangeOf((String) command);
		}

		@Override
		public @Nullable Object answerKey(Object answer) {
			String text = (String) answer;
			return text.startsWith("a") ? exchangeOf(text) : null;
		}

	}

}
