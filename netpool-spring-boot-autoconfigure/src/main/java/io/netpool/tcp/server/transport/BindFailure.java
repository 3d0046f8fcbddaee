package io.netpool.tcp.server.transport;

import io.netpool.tcp.server.transport.PortBindException.Problem;
import io.netty.channel.unix.Errors.NativeIoException;

/**
 * Determines why an address could not be bound, by the error number of native transports.
 * The JDK gives only a text, which is left to the reader.
 */
final class BindFailure {

	private static final int EACCES = 13;

	private static final int EADDRINUSE_LINUX = 98;

	private static final int EADDRINUSE_BSD = 48;

	private static final int EADDRNOTAVAIL_LINUX = 99;

	private static final int EADDRNOTAVAIL_BSD = 49;

	private BindFailure() {
	}

	static Problem of(Throwable cause) {
		return isNative(cause) ? ofNumber(((NativeIoException) cause).expectedErr()) : Problem.OTHER;
	}

	private static boolean isNative(Throwable cause) {
		try {
			return cause instanceof NativeIoException;
		}
		catch (NoClassDefFoundError ex) {
			// an application may have left the native transports out
			return false;
		}
	}

	private static Problem ofNumber(int error) {
		return switch (-error) {
			case EACCES -> Problem.NOT_PERMITTED;
			case EADDRINUSE_LINUX, EADDRINUSE_BSD -> Problem.IN_USE;
			case EADDRNOTAVAIL_LINUX, EADDRNOTAVAIL_BSD -> Problem.NOT_LOCAL;
			default -> Problem.OTHER;
		};
	}

}
