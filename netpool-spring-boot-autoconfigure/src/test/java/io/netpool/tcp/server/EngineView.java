package io.netpool.tcp.server;

import io.netpool.tcp.TcpConnection;
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
	 * Returns whether the connection is closing or closed.
	 */
	public static boolean isClosing(TcpConnection connection) {
		return ((ServedConnection) connection).closer().isClosing();
	}

	/**
	 * Returns whether the connection is closing or closed, or its client has ended its
	 * stream.
	 */
	public static boolean isEnding(TcpConnection connection) {
		return isClosing(connection) || ((ServedConnection) connection).handler().reader().ending() != null;
	}

	/**
	 * Returns whether messages that are queued are not handled.
	 */
	public static boolean discards(TcpConnection connection) {
		return ((ServedConnection) connection).lane().isDiscarding();
	}

	/**
	 * Returns the number of exchanges that are open.
	 */
	public static int openExchanges(TcpConnection connection) {
		return ((ServedConnection) connection).openExchanges();
	}

	/**
	 * Returns the number of groups and identities in use.
	 */
	public static int keys(ConnectionDirectory directory) {
		return directory.labels().size();
	}

}
