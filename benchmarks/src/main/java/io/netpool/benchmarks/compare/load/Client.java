package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * Client connection and its conversation.
 */
final class Client {

	private final SocketChannel channel;

	private final @Nullable TlsChannel tls;

	private final Conversation conversation;

	private final SelectionKey key;

	private boolean connected;

	private boolean ready;

	private Client(SocketChannel channel, @Nullable TlsChannel tls, Conversation conversation, boolean connected,
			Selector selector) throws IOException {
		this.channel = channel;
		this.tls = tls;
		this.conversation = conversation;
		this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
		if (connected) {
			connected();
		}
	}

	/**
	 * Starts to connect without blocking.
	 */
	static Client connect(SocketAddress server, boolean tls, Sources sources, Selector selector,
			Conversation conversation) throws IOException {
		SocketChannel channel = SocketChannel.open();
		try {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			sources.bind(channel);
			boolean connected = channel.connect(server);
			return new Client(channel, tls ? new TlsChannel(channel) : null, conversation, connected, selector);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	Conversation conversation() {
		return this.conversation;
	}

	/**
	 * Returns whether the connection is established, with TLS including the handshake. To
	 * a server on the same machine, it may be established at once.
	 */
	boolean isConnected() {
		return this.ready;
	}

	void finishConnect() throws IOException {
		if (this.connected) {
			shakeHands();
		}
		else if (this.channel.finishConnect()) {
			connected();
		}
	}

	private void connected() throws IOException {
		this.connected = true;
		shakeHands();
	}

	private void shakeHands() throws IOException {
		this.ready = this.tls == null || this.tls.shakeHands();
		awaits(this.tls == null || this.tls.isFlushed());
	}

	private void awaits(boolean allSent) {
		int interest = allSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
		if (this.key.interestOps() != interest) {
			this.key.interestOps(interest);
		}
	}

	/**
	 * Sends pending messages as far as the socket accepts them. The rest is sent when the
	 * socket is writable.
	 */
	void send() throws IOException {
		boolean all = this.conversation.send((this.tls != null) ? this.tls : this.channel);
		awaits(all && (this.tls == null || this.tls.isFlushed()));
	}

	/**
	 * Reads replies and compares them with the messages sent.
	 * @return the number of replies completed by this call
	 */
	int receive(ByteBuffer buffer) throws IOException {
		buffer.clear();
		if (((this.tls != null) ? this.tls : this.channel).read(buffer) < 0) {
			throw new LoadException(
					"The server closed a connection with " + this.conversation.unanswered() + " messages unanswered");
		}
		return this.conversation.check(buffer.flip());
	}

	void close() throws IOException {
		this.channel.close();
	}

}
