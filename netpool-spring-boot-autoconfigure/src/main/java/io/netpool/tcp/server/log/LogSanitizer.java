package io.netpool.tcp.server.log;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in a log although clients have a say in it: in one line, of a bounded
 * length, and without characters that a terminal obeys (CWE-117).
 */
public final class LogSanitizer {

	private static final int MAX_LENGTH = 500;

	/**
	 * How many causes of causes are looked at.
	 */
	private static final int MAX_DEPTH = 20;

	private LogSanitizer() {
	}

	/**
	 * A text as one line: what is not printable is escaped, and what is too long is cut.
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
	 * A failure whose messages are harmless: itself, or a likeness of it with the same
	 * stack traces.
	 */
	public static Throwable of(Throwable failure) {
		int depth = 0;
		for (Throwable next = failure; next != null && depth < MAX_DEPTH; next = next.getCause()) {
			if (!isHarmless(String.valueOf(next.getMessage())) || next.getSuppressed().length > 0) {
				return new Likeness(failure, MAX_DEPTH);
			}
			depth++;
		}
		return failure;
	}

	/**
	 * A failure as it may be logged.
	 */
	private static final class Likeness extends Throwable {

		private static final long serialVersionUID = 1L;

		Likeness(Throwable failure, int depth) {
			super(of(failure.toString()), causeOf(failure, depth));
			setStackTrace(failure.getStackTrace());
			if (depth > 0) {
				for (Throwable suppressed : failure.getSuppressed()) {
					addSuppressed(new Likeness(suppressed, depth - 1));
				}
			}
		}

		private static @Nullable Throwable causeOf(Throwable failure, int depth) {
			Throwable cause = failure.getCause();
			return (cause != null && depth > 0) ? new Likeness(cause, depth - 1) : null;
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

	}

}
