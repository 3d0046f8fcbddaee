package io.netpool.tcp.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;

/**
 * A client on a blocking socket that waits ten seconds at most.
 */
class TestClient implements AutoCloseable {

	static final String SERVER_NAME = "mail.example.org";

	private static final int TIMEOUT_MILLIS = 10_000;

	private final Socket socket;

	private final InputStream in;

	TestClient(Socket socket) {
		try {
			this.socket = socket;
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.setTcpNoDelay(true);
			this.in = socket.getInputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static TestClient connect(int port) {
		return connect(null, port);
	}

	/**
	 * Connect from an address of this machine.
	 */
	static TestClient connectFrom(String address, int port) {
		return connect(new InetSocketAddress(address, 0), port);
	}

	private static TestClient connect(InetSocketAddress from, int port) {
		try {
			Socket socket = new Socket();
			socket.bind(from);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
			return new TestClient(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Go on in TLS, with a server that this client calls {@value #SERVER_NAME}.
	 */
	TestClient secured(SSLContext context) {
		try {
			return new TestClient(
					context.getSocketFactory().createSocket(this.socket, SERVER_NAME, this.socket.getPort(), true));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Socket socket() {
		return this.socket;
	}

	TestClient send(String text) {
		return send(text.getBytes(StandardCharsets.UTF_8));
	}

	TestClient send(byte[] bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
			this.socket.getOutputStream().flush();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read up to a line feed, which is left out.
	 * @return the line, or {@code null} at the end of the stream
	 */
	String readLine() {
		try {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
				if (next < 0) {
					return (line.size() > 0) ? line.toString(StandardCharsets.UTF_8) : null;
				}
				line.write(next);
			}
			return line.toString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	byte[] read(int length) {
		try {
			return this.in.readNBytes(length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read to the end of the stream.
	 */
	byte[] readAll() {
		try {
			return this.in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isAtEnd() {
		return readAll().length == 0;
	}

	void endOutput() {
		try {
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void reset() {
		try {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
