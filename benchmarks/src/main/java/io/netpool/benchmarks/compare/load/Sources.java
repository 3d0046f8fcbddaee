package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

/**
 * Local addresses of clients. The port of a closed connection stays in use for a minute,
 * so tens of thousands of short-lived clients need more ports than one address has. All
 * of 127.0.0.0/8 is loopback, on Linux at least.
 */
final class Sources {

	private static final int FIRST = 2;

	private final InetSocketAddress[] addresses;

	private int turn;

	private Sources(InetSocketAddress... addresses) {
		this.addresses = addresses;
	}

	/**
	 * Leaves the address to the kernel.
	 */
	static Sources any() {
		return new Sources();
	}

	/**
	 * Rotates through loopback addresses, if this machine has them.
	 */
	static Sources several(int count) throws IOException {
		InetSocketAddress[] addresses = new InetSocketAddress[count];
		for (int i = 0; i < count; i++) {
			addresses[i] = new InetSocketAddress(loopback(FIRST + i), 0);
		}
		try (SocketChannel probe = SocketChannel.open()) {
			probe.bind(addresses[0]);
			return new Sources(addresses);
		}
		catch (BindException ex) {
			return any();
		}
	}

	private static InetAddress loopback(int last) throws UnknownHostException {
		return InetAddress.getByAddress(new byte[] { 127, 0, 0, (byte) last });
	}

	void bind(SocketChannel channel) throws IOException {
		if (this.addresses.length > 0) {
			channel.bind(this.addresses[this.turn++ % this.addresses.length]);
		}
	}

}
