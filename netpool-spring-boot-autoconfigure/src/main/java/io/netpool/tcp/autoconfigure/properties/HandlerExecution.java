package io.netpool.tcp.autoconfigure.properties;

/**
 * Threads that run handlers.
 */
public enum HandlerExecution {

	/**
	 * Virtual threads if 'spring.threads.virtual.enabled' is set on Java 21 or later,
	 * else platform threads.
	 */
	AUTO,

	/**
	 * Virtual threads.
	 */
	VIRTUAL,

	/**
	 * Platform threads, of which there is a maximum number.
	 */
	PLATFORM,

	/**
	 * I/O threads. For handlers that never block.
	 */
	EVENT_LOOP

}
