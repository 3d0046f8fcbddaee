package io.netpool.benchmarks.compare.load;

import java.io.IOException;

/**
 * Load of clients on a server that echoes each line. Not thread-safe: the calling thread
 * runs all clients.
 *
 * @since 0.1.0
 */
public interface Load {

	/**
	 * Runs the load and verifies each reply.
	 * @param server the server
	 * @param timing the durations of warm-up and measurement
	 * @return the outcome
	 * @throws LoadException if replies are wrong or incomplete
	 * @throws IOException if a network operation fails
	 */
	Outcome run(Target server, Timing timing) throws IOException;

	/**
	 * Creates a load of persistent clients with a fixed number of messages in flight.
	 * @param connections the number of clients
	 * @param inFlight the messages in flight per client
	 * @param size the length of a message in bytes, with its line feed
	 * @return the load
	 */
	static Load echo(int connections, int inFlight, int size) {
		return new EchoLoad(connections, inFlight, new Messages(size), false, false);
	}

	/**
	 * Creates a load of one client with one message in flight, which never sleeps: its
	 * times include the wake-up of the server, but not that of the client.
	 * @param size the length of a message in bytes, with its line feed
	 * @return the load
	 */
	static Load ping(int size) {
		return new EchoLoad(1, 1, new Messages(size), true, false);
	}

	/**
	 * Creates a load of persistent clients that send at a constant rate, whether or not
	 * they receive replies.
	 * @param connections the number of clients
	 * @param size the length of a message in bytes, with its line feed
	 * @param perSecond the messages per second of all clients together
	 * @param spinning whether never to sleep, which takes a processor; otherwise,
	 * messages and replies are about 10 µs late
	 * @return the load
	 */
	static Load open(int connections, int size, double perSecond, boolean spinning) {
		return new OpenLoad(connections, new Messages(size), perSecond, spinning);
	}

	/**
	 * Creates a load of clients that connect, send a line, read the reply and close.
	 * @param atATime the number of concurrent clients
	 * @param size the length of a message in bytes, with its line feed
	 * @return the load
	 */
	static Load churn(int atATime, int size) {
		return new ChurnLoad(atATime, new Messages(size), false);
	}

	/**
	 * Creates a load as {@link #echo} does, with TLS. Connecting is not measured.
	 * @param connections the number of clients
	 * @param inFlight the messages in flight per client
	 * @param size the length of a message in bytes, with its line feed
	 * @return the load
	 */
	static Load tlsEcho(int connections, int inFlight, int size) {
		return new EchoLoad(connections, inFlight, new Messages(size), false, true);
	}

	/**
	 * Creates a load as {@link #churn} does, with a full TLS handshake per connection.
	 * @param atATime the number of concurrent clients
	 * @param size the length of a message in bytes, with its line feed
	 * @return the load
	 */
	static Load tlsChurn(int atATime, int size) {
		return new ChurnLoad(atATime, new Messages(size), true);
	}

}
