package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a thread is, as the log says it. Of a thread that runs a lane, the stack is shown
 * down to the method of the application that the lane has called, which is named first:
 * what is below is always the same.
 *
 * @param frames the stack from its top
 * @param inHandler whether it ends with what a lane has called
 */
record StackTraceFormatter(List<StackTraceElement> frames, boolean inHandler) {

	private static final Set<String> NETPOOL = Set.of("io.netpool.tcp.server", "io.netpool.tcp.handler");

	/**
	 * So many lines of a long stack are shown: of a handler's, most of them from its
	 * bottom, where the application is; what it waits in is at the top.
	 */
	private static final int MOST_LINES = 24;

	private static final int TOP_OF_HANDLER = 8;

	static StackTraceFormatter of(StackTraceElement[] stack) {
		List<StackTraceElement> frames = List.of(stack);
		int called = calledByLane(frames);
		while (called > 0 && isBetweenLaneAndHandler(frames.get(called - 1))) {
			called--;
		}
		return (called > 0) ? new StackTraceFormatter(frames.subList(0, called), true)
				: new StackTraceFormatter(frames, false);
	}

	private static int calledByLane(List<StackTraceElement> frames) {
		int index = 0;
		while (index < frames.size() && !frames.get(index).getClassName().equals(Lane.class.getName())) {
			index++;
		}
		return (index < frames.size()) ? index : 0;
	}

	/**
	 * Whether a method is netpool's, reflection, or what makes a proxy.
	 */
	private static boolean isBetweenLaneAndHandler(StackTraceElement frame) {
		String type = frame.getClassName();
		return NETPOOL.contains(type.substring(0, Math.max(0, type.lastIndexOf('.')))) || isJdk(frame)
				|| type.startsWith("org.springframework.") || type.contains("$$SpringCGLIB$$");
	}

	private static boolean isJdk(StackTraceElement frame) {
		String module = frame.getModuleName();
		return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
	}

	/**
	 * What to look at first.
	 */
	String name() {
		if (this.frames.isEmpty()) {
			return "no method any more";
		}
		if (this.inHandler) {
			return text(this.frames.get(this.frames.size() - 1));
		}
		return text(this.frames.stream().filter((frame) -> !isJdk(frame)).findFirst().orElse(this.frames.get(0)));
	}

	/**
	 * The stack as lines, each with a line break before it.
	 */
	String lines() {
		int left = this.frames.size() - MOST_LINES;
		if (left <= 0) {
			return lines(this.frames);
		}
		int top = this.inHandler ? TOP_OF_HANDLER : MOST_LINES;
		return lines(this.frames.subList(0, top)) + "\n\t... " + left + " more"
				+ lines(this.frames.subList(top + left, this.frames.size()));
	}

	private static String lines(List<StackTraceElement> frames) {
		return frames.stream().map((frame) -> "\n\tat " + text(frame)).collect(Collectors.joining());
	}

	/**
	 * Without class loader and module, as the trace of an exception has it.
	 */
	private static String text(StackTraceElement frame) {
		return new StackTraceElement(frame.getClassName(), frame.getMethodName(), frame.getFileName(),
				frame.getLineNumber())
			.toString();
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
	}

	/**
	 * A thread's name; virtual ones may have none.
	 */
	static String name(Thread thread) {
		return thread.getName().isEmpty() ? thread.toString() : thread.getName();
	}

}
