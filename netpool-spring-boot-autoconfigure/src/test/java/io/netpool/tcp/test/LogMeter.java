package io.netpool.tcp.test;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures what is logged at INFO and above, from its creation until it is closed,
 * against the budget that {@code docs/limits.md} documents: in each begun period of ten
 * seconds, so many messages of so many bytes.
 */
public final class LogMeter extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	/**
	 * Maximum length of a message without a stack trace, in bytes.
	 */
	public static final int LINE = 2 * 1024;

	/**
	 * Maximum length of a message with a stack trace, in bytes.
	 */
	public static final int STACK_TRACE = 64 * 1024;

	private static final long PERIOD_NANOS = 10_000_000_000L;

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private final PatternLayout layout = new PatternLayout();

	private final Queue<String> messages = new ConcurrentLinkedQueue<>();

	private final long start = System.nanoTime();

	public LogMeter() {
		this.layout.setContext(this.root.getLoggerContext());
		this.layout.setPattern("%d [%thread] %level %logger - %msg%n");
		this.layout.start();
		setContext(this.root.getLoggerContext());
		start();
		this.root.setLevel(Level.INFO);
		this.root.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		// those of the pool's lifecycle are not of clients
		if (event.getLevel().isGreaterOrEqual(Level.WARN) || event.getFormattedMessage().startsWith("Closed ")) {
			this.messages.add(this.layout.doLayout(event));
		}
	}

	public Queue<String> messages() {
		return this.messages;
	}

	/**
	 * Check the budget.
	 * @param perPeriod the number of messages in ten seconds
	 * @param length the maximum length of one in bytes
	 */
	public void assertWithinBudget(int perPeriod, int length) {
		long periods = 1 + (System.nanoTime() - this.start) / PERIOD_NANOS;
		assertThat(this.messages).hasSizeLessThanOrEqualTo((int) (perPeriod * periods))
			.allSatisfy((message) -> assertThat(bytes(message)).isLessThanOrEqualTo(length));
	}

	private static int bytes(String message) {
		return message.getBytes(StandardCharsets.UTF_8).length;
	}

	@Override
	public void close() {
		this.root.detachAppender(this);
		this.root.setLevel(this.level);
		stop();
	}

}
