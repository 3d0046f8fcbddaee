package io.netpool.tcp.server.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;

import io.netpool.tcp.server.transport.PortBindException.Problem;
import io.netty.channel.unix.Errors.NativeIoException;

/**
 * Tells why an address could not be bound. Native transports give the system's error
 * number. The JDK gives only a text, so there the address is tried in other ways.
 */
public final class BindFailure {

	private static final int EACCES = 13;

	private static final int EADDRINUSE_LINUX = 98;

	private static final int EADDRINUSE_BSD = 48;

	private static final int EADDRNOTAVAIL_LINUX = 99;

	private static final int EADDRNOTAVAIL_BSD = 49;

	private static final int FIRST_UNPRIVILEGED = 1024;

	private BindFailure() {
	}

	public static Problem of(InetSocketAddress address, Throwable cause) {
		// first: where the JDK tells, the class of native failures need not be there
		if (cause instanceof SocketException) {
			return tried(address);
		}
		if (cause instanceof NativeIoException failure) {
			return switch (-failure.expectedErr()) {
				case EACCES -> Problem.NOT_PERMITTED;
				case EADDRINUSE_LINUX, EADDRINUSE_BSD -> Problem.IN_USE;
				case EADDRNOTAVAIL_LINUX, EADDRNOTAVAIL_BSD -> Problem.NOT_LOCAL;
				default -> Problem.OTHER;
			};
		}
		return Problem.OTHER;
	}

	private static Problem tried(InetSocketAddress address) {
		if (address.isUnresolved() || !binds(new InetSocketAddress(address.getAddress(), 0))) {
			return Problem.NOT_LOCAL;
		}
		if (address.getPort() >= FIRST_UNPRIVILEGED) {
			return Problem.IN_USE;
		}
		for (int other = 1; other < FIRST_UNPRIVILEGED; other += 97) {
			if (binds(new InetSocketAddress(address.getAddress(), other))) {
				return Problem.IN_USE;
			}
		}
		return Problem.NOT_PERMITTED;
	}

	private static boolean binds(InetSocketAddress address) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(address);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
