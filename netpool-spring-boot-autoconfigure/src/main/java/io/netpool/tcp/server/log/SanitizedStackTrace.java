package io.netpool.tcp.server.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Prints a failure as {@link Throwable#printStackTrace()} does, but of limited length and
 * with sanitized text: causes, suppressed exceptions and stack frames above a maximum are
 * left out.
 */
final class SanitizedStackTrace {

	/**
	 * Maximum number of exceptions, with causes and suppressed ones: a client may choose
	 * the depth, for example of a parser that wraps an exception at each level.
	 */
	private static final int MAX_FAILURES = 20;

	/**
	 * Maximum number of frames of all exceptions together. A stack overflow has more than
	 * a thousand.
	 */
	private static final int MAX_FRAMES = 300;

	private final StringBuilder text;

	private final Set<Throwable> printed = Collections.newSetFromMap(new IdentityHashMap<>());

	private int framesLeft = MAX_FRAMES;

	private SanitizedStackTrace(StringBuilder text) {
		this.text = text;
	}

	/**
	 * Appends a stack trace to a message.
	 */
	static String append(String message, Throwable failure) {
		SanitizedStackTrace trace = new SanitizedStackTrace(new StringBuilder(message).append('\n'));
		trace.print(failure, "", List.of());
		return trace.text.toString();
	}

	/**
	 * Returns whether a logger may print the failure itself, as short as that, without a
	 * line that a client has written.
	 */
	static boolean isHarmless(Throwable failure) {
		return new SanitizedStackTrace(new StringBuilder()).isHarmless(failure, List.of());
	}

	private boolean isHarmless(Throwable failure, List<StackTraceElement> enclosing) {
		if (this.printed.size() == MAX_FAILURES || !this.printed.add(failure)) {
			return false;
		}
		List<StackTraceElement> frames = List.of(failure.getStackTrace());
		this.framesLeft -= frames.size() - common(frames, enclosing);
		return this.framesLeft >= 0 && hasHarmlessTexts(failure)
				&& related(failure).allMatch((related) -> isHarmless(related, frames));
	}

	/**
	 * Loggers print different ones of these texts, and an exception may override each.
	 */
	private static boolean hasHarmlessTexts(Throwable failure) {
		try {
			return LogSanitizer.isHarmless(failure.toString()) && LogSanitizer.isHarmless(failure.getMessage())
					&& LogSanitizer.isHarmless(failure.getLocalizedMessage());
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static Stream<Throwable> related(Throwable failure) {
		return Stream.concat(Arrays.stream(failure.getSuppressed()), Stream.ofNullable(failure.getCause()));
	}

	/**
	 * Prints a failure without the frames at its end that the enclosing one has.
	 */
	private void print(Throwable failure, String caption, List<StackTraceElement> enclosing) {
		if (this.printed.size() == MAX_FAILURES || !this.printed.add(failure)) {
			return;
		}
		this.text.append(caption).append(LogSanitizer.of(failure));
		List<StackTraceElement> frames = List.of(failure.getStackTrace());
		int shown = Math.min(this.framesLeft, frames.size() - common(frames, enclosing));
		this.framesLeft -= shown;
		frames.subList(0, shown).forEach((frame) -> this.text.append("\n\tat ").append(frame));
		if (shown < frames.size()) {
			this.text.append("\n\t... ").append(frames.size() - shown).append(" more");
		}
		@Nullable Throwable cause = failure.getCause();
		for (Throwable suppressed : failure.getSuppressed()) {
			if (suppressed != cause) {
				print(suppressed, "\nSuppressed: ", frames);
			}
		}
		if (cause != null) {
			print(cause, "\nCaused by: ", frames);
		}
	}

	private static int common(List<StackTraceElement> frames, List<StackTraceElement> enclosing) {
		int common = 0;
		while (common < Math.min(frames.size(), enclosing.size())
				&& frames.get(frames.size() - 1 - common).equals(enclosing.get(enclosing.size() - 1 - common))) {
			common++;
		}
		return common;
	}

}
