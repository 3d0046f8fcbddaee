package io.netpool.tcp.server;

import io.netty.channel.Channel;

/**
 * What simulations see of the inside of the engine. Public for their package.
 */
public final class EngineView {

	private EngineView() {
	}

	/**
	 * Returns whether bytes that are read from the channel now are discarded.
	 */
	public static boolean discardsInput(Channel channel) {
		ConnectionHandler handler = channel.pipeline().get(ConnectionHandler.class);
		return handler == null || handler.connection().closer().isClosing() || handler.reader().ending() != null;
	}

	/**
	 * Returns the number of groups and identities in use.
	 */
	public static int keys(ConnectionDirectory directory) {
		return directory.keys();
	}

}
