package io.netpool.tcp.server.log;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAttributeException;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpNoRouteException;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.TcpValidationException;
import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link FailureLogger}.
 */
class FailureLoggerTests {

	private final Log logger = mock();

	private long now;

	private final FailureLogger failures = new FailureLogger(() -> this.now);

	private void log(Throwable failure) {
		this.failures.log(this.logger, () -> "event", failure);
	}

	private static RuntimeException thrownHere() {
		return new IllegalStateException("here");
	}

	private static RuntimeException thrownThere() {
		return new IllegalStateException("there");
	}

	@ParameterizedTest
	@MethodSource("causedByClients")
	void whatAClientCausesIsAWarningWithoutAStackTrace(Throwable failure) {
		log(failure);
		then(this.logger).should().warn("event: " + failure);
		then(this.logger).should(never()).warn(any(), any());
		then(this.logger).should(never()).error(any(), any());
	}

	static Stream<Throwable> causedByClients() {
		return Stream.of(new TcpConversionException("no number", new NumberFormatException("x")),
				new TcpValidationException(String.class, List.of()), new TcpNoRouteException("LOGIN"),
				new TcpAttributeException("user", "not logged in"), new TcpFramingException("bad"),
				new TcpSendException("gone"));
	}

	@Test
	void theExceptionInAStageIsTheOneThatCounts() {
		log(new CompletionException(new TcpNoRouteException("LOGIN")));
		then(this.logger).should().warn("event: " + new TcpNoRouteException("LOGIN"));
	}

	@Test
	void oneOfATypeIsAWarningInAWhile() {
		Stream.generate(() -> new TcpNoRouteException("LOGIN")).limit(100).forEach(this::log);
		log(new TcpConversionException("no number", null));
		then(this.logger).should().warn("event: " + new TcpNoRouteException("LOGIN"));
		then(this.logger).should().warn("event: " + new TcpConversionException("no number", null));
		this.now += TimeUnit.SECONDS.toNanos(10);
		log(new TcpNoRouteException("LOGIN"));
		then(this.logger).should()
			.warn("event: " + new TcpNoRouteException("LOGIN") + " (99 similar messages were suppressed)");
		then(this.logger).should(times(3)).warn(any());
	}

	@Test
	void atDebugEachHasAStackTrace() {
		given(this.logger.isDebugEnabled()).willReturn(true);
		Throwable first = new TcpNoRouteException("LOGIN");
		Throwable second = new TcpNoRouteException("LOGIN");
		log(first);
		log(second);
		then(this.logger).should().debug(any(), same(first));
		then(this.logger).should().debug(any(), same(second));
	}

	@Test
	void aWarningHasNoLineOfAClient() {
		log(new TcpConversionException("x\n2026-01-01 INFO all is well", null));
		then(this.logger).should()
			.warn("event: " + TcpConversionException.class.getName() + ": x\\u000a2026-01-01 INFO all is well");
	}

	@Test
	void aReplyThatCannotBeEncodedIsAnError() {
		Throwable failure = TcpConversionException.outbound("no JSON", null);
		log(failure);
		then(this.logger).should().error("event", failure);
	}

	@Test
	void anotherFailureIsAnErrorOncePerPlaceInAWhile() {
		for (int i = 0; i < 10; i++) {
			log(thrownHere());
			log(thrownThere());
		}
		then(this.logger).should(times(2)).error(any(), any());
		this.now += TimeUnit.SECONDS.toNanos(10);
		RuntimeException next = thrownHere();
		log(next);
		then(this.logger).should().error("event (9 similar messages were suppressed)", next);
	}

	@Test
	void anotherFailureIsAnErrorOncePerTypeInAWhile() {
		for (int i = 0; i < 10; i++) {
			log(withoutPlace(new IllegalStateException()));
			log(withoutPlace(new IllegalArgumentException()));
		}
		then(this.logger).should(times(2)).error(any(), any());
	}

	private static RuntimeException withoutPlace(RuntimeException failure) {
		failure.setStackTrace(new StackTraceElement[0]);
		return failure;
	}

	@Test
	void aStackOverflowsAnywhere() {
		for (int i = 0; i < 10; i++) {
			Throwable failure = new StackOverflowError();
			failure.setStackTrace(new StackTraceElement[] { new StackTraceElement("Parser", "parse", null, i) });
			log(failure);
		}
		then(this.logger).should().error(any(), any());
	}

	@Test
	void aSuppressedErrorIsLoggedAtDebug() {
		given(this.logger.isDebugEnabled()).willReturn(true);
		RuntimeException first = thrownHere();
		RuntimeException second = thrownHere();
		log(first);
		log(second);
		then(this.logger).should(never()).debug(any(), same(first));
		then(this.logger).should().debug(any(), same(second));
	}

	@Test
	void placesWithoutNumberShareALimit() {
		for (int i = 0; i < 1000; i++) {
			RuntimeException failure = new IllegalStateException();
			failure.setStackTrace(new StackTraceElement[] { new StackTraceElement("Generated" + i, "run", null, 1) });
			log(failure);
		}
		then(this.logger).should(times(65)).error(any(), any());
	}

}
