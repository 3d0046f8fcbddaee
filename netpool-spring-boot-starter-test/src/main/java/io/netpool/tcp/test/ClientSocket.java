package io.netpool.tcp.test;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * A blocking client socket that can be upgraded to TLS. Not thread-safe.
 */
final class ClientSocket {

	private final Socket plain;

	private @Nullable SSLSocket secured;

	private ClientSocket(Socket plain) {
		this.plain = plain;
	}

	static ClientSocket connect(TestedPool pool, ClientOptions options) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(pool.address(), Deadline.in(options.timeout()).millisLeft());
			socket.setTcpNoDelay(true);
			return new ClientSocket(socket);
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	private Socket current() {
		return (this.secured != null) ? this.secured : this.plain;
	}

	int localPort() {
		return this.plain.getLocalPort();
	}

	@Nullable SSLSession tlsSession() {
		return (this.secured != null) ? this.secured.getSession() : null;
	}

	void startTls(SSLSocketFactory factory, Duration timeout) throws IOException {
		this.plain.setSoTimeout(Deadline.in(timeout).millisLeft());
		SSLSocket socket = (SSLSocket) factory.createSocket(this.plain, "localhost", this.plain.getPort(), true);
		socket.startHandshake();
		this.secured = socket;
	}

	void write(byte[] bytes) throws IOException {
		current().getOutputStream().write(bytes);
	}

	/**
	 * Read bytes, waiting for the first one.
	 * @param buffer the buffer to read into
	 * @param offset the index of the first byte in the buffer
	 * @param deadline the end of the wait
	 * @return the number of bytes, 0 if none has arrived by the deadline, -1 at the end
	 * of the stream or after a reset
	 */
	int read(byte[] buffer, int offset, Deadline deadline) throws IOException {
		if (this.plain.isClosed()) {
			return -1;
		}
		try {
			this.plain.setSoTimeout(deadline.millisLeft());
			return current().getInputStream().read(buffer, offset, buffer.length - offset);
		}
		catch (SocketTimeoutException ex) {
			return 0;
		}
		catch (SocketException ex) {
			return -1;
		}
		catch (SSLException ex) {
			if (ex.getCause() instanceof SocketException) {
				return -1;
			}
			throw ex;
		}
	}

	void halfClose() throws IOException {
		current().shutdownOutput();
	}

	void reset() throws IOException {
		this.plain.setSoLinger(true, 0);
		this.plain.close();
	}

	void close() throws IOException {
		current().close();
	}

}
