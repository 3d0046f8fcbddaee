package io.netpool.tcp.autoconfigure.properties;

/**
 * Which threads run handlers.
 */
public enum HandlerExecution {

	/**
	 * Virtual threads where 'spring.threads.virtual.enabled' is set on Java 21 or later,
	 * else platform threads.
	 */
	AUTO,

	/**
	 * Virtual threads.
	 */
	VIRTUAL,

	/**
	 * A bounded number of platform threads.
	 */
	PLATFORM,

	/**
	 * The I/O threads themselves, for handlers that never block.
	 */
	EVENT_LOOP

}
