package io.netpool.tcp.server.outbound;

import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpSendException;

/**
 * The future that the sender of a message to one connection gets.
 */
public final class SendFuture extends CompletableFuture<Void> implements SendResult {

	@Override
	public void written() {
		complete(null);
	}

	@Override
	public void lost(TcpSendException why) {
		completeExceptionally(why);
	}

}
