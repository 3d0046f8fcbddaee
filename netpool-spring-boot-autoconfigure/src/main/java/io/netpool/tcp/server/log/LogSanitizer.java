package io.netpool.tcp.server.log;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Sanitizes text that a client may have a say in before it is logged: one line, of
 * limited length, without control characters (CWE-117).
 */
public final class LogSanitizer {

	private static final int MAX_LENGTH = 500;

	/**
	 * Maximum number of nested causes that are examined.
	 */
	private static final int MAX_DEPTH = 20;

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

	private static boolean isHarmless(String text) {
		return text.length() <= MAX_LENGTH && text.codePoints().allMatch(LogSanitizer::isPrintable);
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
	 * Logs an error with the failure itself where its text is harmless; otherwise with a
	 * stack trace in which the text is sanitized.
	 * @param logger the logger
	 * @param message the message, which must be harmless
	 * @param failure the failure
	 */
	public static void error(Log logger, String message, Throwable failure) {
		if (isHarmless(failure, MAX_DEPTH)) {
			logger.error(message, failure);
		}
		else {
			StringBuilder trace = new StringBuilder(message).append("\n");
			print(failure, "", List.of(), MAX_DEPTH, trace);
			logger.error(trace.toString());
		}
	}

	private static boolean isHarmless(Throwable failure, int depth) {
		return depth > 0 && isHarmless(String.valueOf(failure.toString()))
				&& related(failure).allMatch((related) -> isHarmless(related, depth - 1));
	}

	private static Stream<Throwable> related(Throwable failure) {
		return Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()));
	}

	/**
	 * Prints a stack trace as {@link Throwable#printStackTrace()} does: without the
	 * frames at its end that the enclosing one has.
	 */
	private static void print(Throwable failure, String caption, List<StackTraceElement> enclosing, int depth,
			StringBuilder trace) {
		List<StackTraceElement> frames = List.of(failure.getStackTrace());
		int common = 0;
		while (common < Math.min(frames.size(), enclosing.size())
				&& frames.get(frames.size() - 1 - common).equals(enclosing.get(enclosing.size() - 1 - common))) {
			common++;
		}
		trace.append(caption).append(of(failure.toString()));
		frames.subList(0, frames.size() - common).forEach((frame) -> trace.append("\n\tat ").append(frame));
		if (common > 0) {
			trace.append("\n\t... ").append(common).append(" more");
		}
		if (depth > 0) {
			Throwable cause = failure.getCause();
			for (Throwable suppressed : failure.getSuppressed()) {
				if (suppressed != cause) {
					print(suppressed, "\nSuppressed: ", frames, depth - 1, trace);
				}
			}
			if (cause != null) {
				print(cause, "\nCaused by: ", frames, depth - 1, trace);
			}
		}
	}

}
