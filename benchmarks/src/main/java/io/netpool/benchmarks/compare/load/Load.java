package io.netpool.benchmarks.compare.load;

import java.io.IOException;

/**
 * What clients do to a server that answers each line with the same line. It is not
 * thread-safe: the calling thread is all of the clients.
 *
 * @since 0.1.0
 */
public interface Load {

	/**
	 * Put a server under load.
	 * @param server the server
	 * @param timing how long
	 * @return what was measured
	 * @throws LoadException if anything but the right bytes came back, or not all of them
	 * @throws IOException if the network failed
	 */
	Outcome run(Target server, Timing timing) throws IOException;

	/**
	 * Clients that stay, each with so many messages on their way.
	 * @param connections how many clients
	 * @param inFlight how many messages each of them waits for
	 * @param size the bytes of a message with its line feed
	 * @return the load
	 */
	static Load echo(int connections, int inFlight, int size) {
		return new EchoLoad(connections, inFlight, new Messages(size), false, false);
	}

	/**
	 * One client with one message on its way, which never sleeps: what is measured is the
	 * server's time to wake up, and not the client's.
	 * @param size the bytes of a message with its line feed
	 * @return the load
	 */
	static Load ping(int size) {
		return new EchoLoad(1, 1, new Messages(size), true, false);
	}

	/**
	 * Clients that stay, and send at a constant rate, whether or not they get answers.
	 * @param connections how many clients
	 * @param size the bytes of a message with its line feed
	 * @param perSecond the rate of all clients together
	 * @param spinning whether never to sleep, which takes a processor; otherwise,
	 * messages and answers are some ten microseconds late
	 * @return the load
	 */
	static Load open(int connections, int size, double perSecond, boolean spinning) {
		return new OpenLoad(connections, new Messages(size), perSecond, spinning);
	}

	/**
	 * Clients that connect, send a line, read the answer and close.
	 * @param atATime how many of them
	 * @param size the bytes of a message with its line feed
	 * @return the load
	 */
	static Load churn(int atATime, int size) {
		return new ChurnLoad(atATime, new Messages(size), false);
	}

	/**
	 * Clients that stay, each with so many messages on their way, with TLS. Connecting is
	 * not measured.
	 * @param connections how many clients
	 * @param inFlight how many messages each of them waits for
	 * @param size the bytes of a message with its line feed
	 * @return the load
	 */
	static Load tlsEcho(int connections, int inFlight, int size) {
		return new EchoLoad(connections, inFlight, new Messages(size), false, true);
	}

	/**
	 * Clients that connect, make a full TLS handshake, send a line, read the answer and
	 * close.
	 * @param atATime how many of them
	 * @param size the bytes of a message with its line feed
	 * @return the load
	 */
	static Load tlsChurn(int atATime, int size) {
		return new ChurnLoad(atATime, new Messages(size), true);
	}

}
