package io.netpool.tcp.server;

/**
 * Is told by a lane, while it runs, of each message that was handled.
 */
@FunctionalInterface
interface Progress {

	void message();

}
