package io.netpool.tcp.server.settings;

/**
 * Transports: the system interfaces used for sockets.
 *
 * @since 0.1.0
 */
public enum Transport {

	/**
	 * The best one available: epoll on Linux, kqueue on macOS, else NIO.
	 */
	AUTO,

	/**
	 * Linux's io_uring, through Netty's native library.
	 */
	IO_URING,

	/**
	 * Linux's epoll, through Netty's native library.
	 */
	EPOLL,

	/**
	 * The kqueue of macOS and BSD, through Netty's native library.
	 */
	KQUEUE,

	/**
	 * The JDK's selectors, which work everywhere.
	 */
	NIO

}
