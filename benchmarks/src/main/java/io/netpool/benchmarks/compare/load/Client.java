package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection and its conversation.
 */
final class Client {

	private final SocketChannel channel;

	private final Conversation conversation;

	private final SelectionKey key;

	private boolean connected;

	private Client(SocketChannel channel, Conversation conversation, boolean connected, Selector selector)
			throws IOException {
		this.channel = channel;
		this.conversation = conversation;
		this.connected = connected;
		this.key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
	}

	/**
	 * Connect, or begin to.
	 */
	static Client connect(SocketAddress server, Sources sources, Selector selector, Conversation conversation)
			throws IOException {
		SocketChannel channel = SocketChannel.open();
		try {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			sources.bind(channel);
			return new Client(channel, conversation, channel.connect(server), selector);
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
	 * Whether it is connected; to a server on the same machine, it may be at once.
	 */
	boolean isConnected() {
		return this.connected;
	}

	void finishConnect() throws IOException {
		this.connected = this.channel.finishConnect();
	}

	/**
	 * Send what is to be sent, as far as it goes, and the rest when there is room.
	 */
	void send() throws IOException {
		boolean all = this.conversation.send(this.channel);
		int interest = all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
		if (this.key.interestOps() != interest) {
			this.key.interestOps(interest);
		}
	}

	/**
	 * Read and compare.
	 * @return how many messages are answered with that
	 */
	int receive(ByteBuffer buffer) throws IOException {
		buffer.clear();
		if (this.channel.read(buffer) < 0) {
			throw new LoadException(
					"The server closed a connection with " + this.conversation.unanswered() + " messages unanswered");
		}
		return this.conversation.check(buffer.flip());
	}

	void close() throws IOException {
		this.channel.close();
	}

}
