package io.netpool.tcp.server.watch;

import java.util.Arrays;
import java.util.List;

import io.netpool.tcp.server.lane.Lane;

/**
 * What blocks an I/O thread, as its stack trace shows: the innermost frame that is
 * neither of netpool nor of Netty nor of the JDK, or else TLS, or other work of these
 * three.
 *
 * @param description what blocks it
 * @param remedy what to do, as a sentence without a full stop
 */
record IoThreadBlocker(String description, String remedy) {

	private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "io.netty.");

	private static final List<String> TLS = List.of("io.netty.handler.ssl.", "io.netty.internal.tcnative.",
			"javax.net.ssl.", "sun.security.ssl.");

	/**
	 * What is below these packages; {@code io.netpool.tcp} itself, too.
	 */
	private static final List<String> NETPOOL = List.of("io.netpool.tcp.autoconfigure.", "io.netpool.tcp.cluster.",
			"io.netpool.tcp.event.", "io.netpool.tcp.framing.", "io.netpool.tcp.handler.", "io.netpool.tcp.observe.",
			"io.netpool.tcp.redis.", "io.netpool.tcp.server.");

	private static final String API = "io.netpool.tcp.";

	private static final String NOT_THE_APPLICATION = "No code of the application is involved: "
			+ "check whether the process gets enough CPU time";

	static IoThreadBlocker of(StackTraceElement[] innermostFirst) {
		for (StackTraceElement frame : innermostFirst) {
			if (isOutside(frame.getClassName())) {
				return ofCode(frame, Arrays.stream(innermostFirst).anyMatch(IoThreadBlocker::isHandling));
			}
		}
		return isInTls(innermostFirst)
				? new IoThreadBlocker("TLS, a handshake or encryption",
						NOT_THE_APPLICATION + ", and whether keys are large")
				: new IoThreadBlocker("work of netpool, Netty or the JDK", NOT_THE_APPLICATION);
	}

	private static IoThreadBlocker ofCode(StackTraceElement frame, boolean handler) {
		// without the names of the module and the class loader
		String code = new StackTraceElement(frame.getClassName(), frame.getMethodName(), frame.getFileName(),
				frame.getLineNumber())
			.toString();
		return handler
				? new IoThreadBlocker("a handler, in " + code,
						"Handlers that block need handler.execution 'auto', 'virtual' or 'platform'")
				: new IoThreadBlocker(code, "What is called on I/O threads must not block");
	}

	private static boolean isOutside(String type) {
		return !startsWith(PLATFORM, type) && !isNetpool(type);
	}

	private static boolean isNetpool(String type) {
		return startsWith(NETPOOL, type) || type.startsWith(API) && type.indexOf('.', API.length()) == -1;
	}

	private static boolean isHandling(StackTraceElement frame) {
		return frame.getClassName().equals(Lane.class.getName()) && frame.getMethodName().equals("run");
	}

	/**
	 * Whether TLS is further in than what reads its plain text.
	 */
	private static boolean isInTls(StackTraceElement[] innermostFirst) {
		for (StackTraceElement frame : innermostFirst) {
			if (startsWith(TLS, frame.getClassName())) {
				return true;
			}
			if (isNetpool(frame.getClassName())) {
				return false;
			}
		}
		return false;
	}

	private static boolean startsWith(List<String> prefixes, String type) {
		return prefixes.stream().anyMatch(type::startsWith);
	}

}
