package io.netpool.tcp.server.log;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

class LogSanitizerTests {

	private static final String FORGED = "x\n2026-01-01 INFO all is well";

	private final Log logger = mock();

	@ParameterizedTest
	@ValueSource(strings = { "hello", "", "grüße, 世界, \ud83d\ude00", "C:\\temp", "a \"quoted\" text" })
	void whatIsPrintableStays(String text) {
		assertThat(LogSanitizer.of(text)).isSameAs(text);
	}

	@ParameterizedTest
	@CsvSource({ "10, \\u000a", "13, \\u000d", "27, \\u001b", "0, \\u0000", "127, \\u007f", "133, \\u0085",
			"8232, \\u2028", "8238, \\u202e", "55296, \\ud800" })
	void whatIsNotIsEscaped(int character, String escaped) {
		assertThat(LogSanitizer.of("a" + (char) character + "b")).isEqualTo("a" + escaped + "b");
	}

	@Test
	void aLongTextIsTruncated() {
		assertThat(LogSanitizer.of("x".repeat(500))).hasSize(500);
		assertThat(LogSanitizer.of("\ud83d\ude00".repeat(700)))
			.isEqualTo("\ud83d\ude00".repeat(500) + "... (200 more)");
	}

	@Test
	void aHarmlessFailureIsLoggedItself() {
		Throwable failure = new IllegalStateException("outer", new NumberFormatException());
		LogSanitizer.error(this.logger, "message", failure);
		then(this.logger).should().error("message", failure);
	}

	@ParameterizedTest
	@MethodSource
	void aFailureWithTextOfTheClientIsLoggedWithASanitizedStackTrace(Throwable failure) {
		LogSanitizer.error(this.logger, "message", failure);
		assertThat(logged()).startsWith("message\n")
			.contains("x\\u000a2026-01-01 INFO all is well")
			.contains("at " + LogSanitizerTests.class.getName())
			.doesNotContain("\n2026");
	}

	static Stream<Throwable> aFailureWithTextOfTheClientIsLoggedWithASanitizedStackTrace() {
		Throwable suppressing = new IllegalStateException("outer");
		suppressing.addSuppressed(new IllegalArgumentException(FORGED));
		Throwable deep = new IllegalArgumentException(FORGED);
		for (int i = 0; i < 10; i++) {
			deep = new IllegalStateException("level " + i, deep);
		}
		return Stream.of(new IllegalArgumentException(FORGED),
				new IllegalStateException("outer", new NumberFormatException(FORGED)), suppressing, deep,
				new LocalizedException());
	}

	@ParameterizedTest
	@MethodSource("loggers")
	void aTextOfTheClientIsFoundWhereverALoggerMayTakeItFrom(Throwable failure) {
		LogSanitizer.error(this.logger, "message", failure);
		assertThat(logged()).doesNotContain("\n2026");
	}

	static Stream<Throwable> loggers() {
		return Stream.of(new LocalizedException(), new RuntimeException("harmless") {

			@Override
			public String getMessage() {
				return FORGED;
			}

			@Override
			public String toString() {
				return "harmless";
			}

		}, new RuntimeException("harmless") {

			@Override
			public String toString() {
				return FORGED;
			}

		});
	}

	@Test
	void aStackTraceIsOfLimitedLength() {
		Throwable overflow = new StackOverflowError();
		StackTraceElement[] frames = new StackTraceElement[1024];
		Arrays.setAll(frames, (i) -> new StackTraceElement("Parser", "parse", "Parser.java", i));
		overflow.setStackTrace(frames);
		LogSanitizer.error(this.logger, "message", overflow);
		assertThat(logged().lines()).hasSize(303)
			.contains("\tat Parser.parse(Parser.java:299)")
			.endsWith("\t... 724 more");
	}

	@Test
	void suppressedExceptionsAreOfLimitedNumber() {
		Throwable failure = new IllegalStateException("outer");
		for (int i = 0; i < 1000; i++) {
			Throwable suppressed = new IllegalArgumentException("suppressed");
			suppressed.setStackTrace(new StackTraceElement[0]);
			failure.addSuppressed(suppressed);
		}
		LogSanitizer.error(this.logger, "message", failure);
		assertThat(logged().lines().filter((line) -> line.startsWith("Suppressed: "))).hasSize(19);
	}

	@Test
	void exceptionsThatHaveEachOtherAreVisitedOnce() {
		List<Throwable> failures = Stream.generate(() -> new Exception("x"))
			.limit(18)
			.map(Throwable.class::cast)
			.toList();
		for (Throwable outer : failures) {
			failures.stream().filter((inner) -> inner != outer).forEach(outer::addSuppressed);
		}
		LogSanitizer.error(this.logger, "message", failures.get(0));
		assertThat(logged()).contains("Suppressed: ");
	}

	@Test
	void aFailureWhoseTextFailsIsLogged() {
		Throwable failure = new RuntimeException() {

			@Override
			public String toString() {
				throw new UnsupportedOperationException();
			}

		};
		LogSanitizer.error(this.logger, "message", failure);
		assertThat(logged()).startsWith("message\n" + failure.getClass().getName() + "\n");
	}

	@Test
	void aFailureThatIsItsOwnCauseIsLogged() {
		Throwable first = new IllegalStateException("a\nb");
		Throwable second = new IllegalStateException("c", first);
		first.initCause(second);
		LogSanitizer.error(this.logger, "message", second);
		assertThat(logged()).contains("a\\u000ab");
	}

	@Test
	void aFailureThatIsNestedTooDeepIsLoggedWithoutTheRest() {
		Throwable deep = new IllegalArgumentException(FORGED);
		for (int i = 0; i < 100; i++) {
			deep = new IllegalStateException("level " + i, deep);
		}
		LogSanitizer.error(this.logger, "message", deep);
		assertThat(logged()).contains("level 99").doesNotContain("2026");
	}

	@Test
	void framesThatTheEnclosingFailureHasAreNotRepeated() {
		LogSanitizer.error(this.logger, "message", new IllegalStateException("outer", nested()));
		assertThat(logged()).containsPattern("a.u000ab\n\tat .*nested.*\n\t[.]{3} \\d+ more$");
	}

	@Test
	void aFailureWithoutATextIsLogged() {
		LogSanitizer.error(this.logger, "message", new IllegalStateException("outer", new Throwable() {

			@Override
			public String toString() {
				return null;
			}

		}));
		then(this.logger).should().error(any(), any());
	}

	private static Throwable nested() {
		return new IllegalArgumentException("a\nb");
	}

	private String logged() {
		ArgumentCaptor<Object> text = ArgumentCaptor.forClass(Object.class);
		then(this.logger).should().error(text.capture());
		return text.getValue().toString();
	}

	/**
	 * Has the text of the client only where a stack trace shows it.
	 */
	private static final class LocalizedException extends RuntimeException {

		LocalizedException() {
			super("harmless");
		}

		@Override
		public String getLocalizedMessage() {
			return FORGED;
		}

	}

}
