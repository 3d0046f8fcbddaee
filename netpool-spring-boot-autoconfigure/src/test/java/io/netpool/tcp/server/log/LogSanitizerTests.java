package io.netpool.tcp.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogSanitizerTests {

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

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
	void whatIsTooLongIsCut() {
		assertThat(LogSanitizer.of("x".repeat(500))).hasSize(500);
		assertThat(LogSanitizer.of("\ud83d\ude00".repeat(700)))
			.isEqualTo("\ud83d\ude00".repeat(500) + "... (200 more)");
	}

	@Test
	void aFailureThatIsHarmlessStays() {
		Throwable failure = new IllegalStateException("outer", new NumberFormatException());
		assertThat(LogSanitizer.of(failure)).isSameAs(failure);
	}

	@Test
	void aFailureIsWithoutLinesOfTheClientAndKeepsItsStackTraces() {
		String forged = "x\n2026-01-01 INFO all is well";
		Throwable cause = new NumberFormatException(forged);
		cause.addSuppressed(new IllegalArgumentException(forged));
		String text = stackTrace(LogSanitizer.of(new IllegalStateException("outer", cause)));
		assertThat(text).contains("java.lang.IllegalStateException: outer")
			.contains("Caused by: java.lang.NumberFormatException: x\\u000a2026-01-01 INFO all is well")
			.contains("Suppressed: java.lang.IllegalArgumentException: x\\u000a2026-01-01")
			.contains("at " + LogSanitizerTests.class.getName());
		assertThat(text.lines()).noneMatch((line) -> line.startsWith("2026"));
	}

	@Test
	void aFailureThatIsItsOwnCauseIsNoProblem() {
		Throwable first = new IllegalStateException("a\nb");
		Throwable second = new IllegalStateException("c", first);
		first.initCause(second);
		assertThat(stackTrace(LogSanitizer.of(second))).contains("a\\u000ab");
	}

}
