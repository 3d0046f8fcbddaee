package io.netpool.tcp.server;

import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpSendException;

/**
 * The result of a message to one connection, as its sender sees it.
 */
final class SendFuture extends CompletableFuture<Void> implements SendResult {

	@Override
	public void written() {
		complete(null);
	}

	@Override
	public void lost(TcpSendException why) {
		completeExceptionally(why);
	}

}
