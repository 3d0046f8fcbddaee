package io.netpool.benchmarks.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients of an instance, all of them read by one daemon thread.
 */
final class Receivers implements AutoCloseable {

	private final List<SocketChannel> channels = new ArrayList<>();

	private final Selector selector = Selector.open();

	private Receivers() throws IOException {
	}

	/**
	 * Connects clients, identifies each connection and requests its id.
	 * @param ids the list to which the ids are added
	 */
	static Receivers connect(InetSocketAddress address, int count, List<String> ids) throws IOException {
		Receivers receivers = new Receivers();
		for (int i = 0; i < count; i++) {
			SocketChannel channel = SocketChannel.open(address);
			receivers.channels.add(channel);
			ids.add(ask(channel, "ID"));
			ask(channel, "LABELS " + i + " 1");
		}
		for (SocketChannel channel : receivers.channels) {
			channel.configureBlocking(false).register(receivers.selector, SelectionKey.OP_READ);
		}
		Thread reader = new Thread(receivers::read, "receivers");
		reader.setDaemon(true);
		reader.start();
		return receivers;
	}

	/**
	 * Sends a line and blocks until the reply is read.
	 */
	static String ask(SocketChannel channel, String line) throws IOException {
		channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
		StringBuilder reply = new StringBuilder();
		ByteBuffer next = ByteBuffer.allocate(1);
		while (channel.read(next.clear()) > 0 && next.get(0) != '\n') {
			reply.append((char) next.get(0));
		}
		return reply.toString();
	}

	private void read() {
		ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
		try {
			while (this.selector.isOpen()) {
				this.selector.select((key) -> read(key, buffer));
			}
		}
		catch (ClosedSelectorException ex) {
			// close() was called
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void read(SelectionKey key, ByteBuffer buffer) {
		try {
			if (((SocketChannel) key.channel()).read(buffer.clear()) < 0) {
				key.cancel();
			}
		}
		catch (IOException ex) {
			key.cancel();
		}
	}

	@Override
	public void close() throws IOException {
		this.selector.close();
		for (SocketChannel channel : this.channels) {
			channel.close();
		}
	}

}
