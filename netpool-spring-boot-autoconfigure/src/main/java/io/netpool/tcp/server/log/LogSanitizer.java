package io.netpool.tcp.server.log;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Sanitizes text that a client may have a say in before it is logged: one line, of
 * limited length, without control characters (CWE-117).
 */
public final class LogSanitizer {

	private static final int MAX_LENGTH = 500;

	private LogSanitizer() {
	}

	/**
	 * Returns a text as one line: characters that are not printable are escaped, and a
	 * long text is truncated.
	 */
	public static String of(@Nullable String text) {
		String known = String.valueOf(text);
		if (isHarmless(known)) {
			return known;
		}
		StringBuilder line = new StringBuilder();
		known.codePoints().limit(MAX_LENGTH).forEach((character) -> append(line, character));
		int left = known.codePointCount(0, known.length()) - MAX_LENGTH;
		return (left > 0) ? line + "... (" + left + " more)" : line.toString();
	}

	private static void append(StringBuilder line, int character) {
		if (isPrintable(character)) {
			line.appendCodePoint(character);
		}
		else {
			line.append(String.format("\\u%04x", character));
		}
	}

	static boolean isHarmless(@Nullable String text) {
		return text == null || text.length() <= MAX_LENGTH && text.codePoints().allMatch(LogSanitizer::isPrintable);
	}

	private static boolean isPrintable(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

	/**
	 * Returns the class and message of a failure as one line.
	 */
	public static String of(Throwable failure) {
		try {
			return of(failure.toString());
		}
		catch (RuntimeException ex) {
			return failure.getClass().getName();
		}
	}

	/**
	 * Logs an error with the failure itself where its text is harmless; otherwise with a
	 * stack trace in which the text is sanitized.
	 * @param logger the logger
	 * @param message the message, which must be harmless
	 * @param failure the failure
	 */
	public static void error(Log logger, String message, Throwable failure) {
		log(logger::error, logger::error, message, failure);
	}

	/**
	 * Logs a failure as {@link #error} does, at level DEBUG.
	 */
	public static void debug(Log logger, String message, Throwable failure) {
		log(logger::debug, logger::debug, message, failure);
	}

	private static void log(Consumer<Object> text, BiConsumer<Object, Throwable> withFailure, String message,
			Throwable failure) {
		if (SanitizedStackTrace.isHarmless(failure)) {
			withFailure.accept(message, failure);
		}
		else {
			text.accept(SanitizedStackTrace.append(message, failure));
		}
	}

}
