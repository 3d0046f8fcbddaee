package io.netpool.tcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;

import org.springframework.context.ApplicationContext;

/**
 * A client on a blocking socket that waits ten seconds at most.
 */
public final class TestClient implements AutoCloseable {

	public static final String SERVER_NAME = "mail.example.org";

	private static final int TIMEOUT_MILLIS = 10_000;

	private final Socket socket;

	private final InputStream in;

	public TestClient(Socket socket) {
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

	/**
	 * Connect to the default pool of an application.
	 */
	public static TestClient connect(ApplicationContext context) {
		return connect(context.getBean(TcpAcceptorPool.class).port());
	}

	public static TestClient connect(int port) {
		return connect(null, port);
	}

	/**
	 * Connect from an address of this machine.
	 */
	public static TestClient connectFrom(String address, int port) {
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
	public TestClient secured(SSLContext context) {
		try {
			return new TestClient(
					context.getSocketFactory().createSocket(this.socket, SERVER_NAME, this.socket.getPort(), true));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Socket socket() {
		return this.socket;
	}

	public TestClient send(String text) {
		return send(text.getBytes(StandardCharsets.UTF_8));
	}

	public TestClient sendLine(String line) {
		return send(line + "\n");
	}

	public TestClient send(byte[] bytes) {
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
	public String readLine() {
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

	/**
	 * Send a text, and wait for a reply that is as long as what is expected.
	 */
	public String ask(String text, String expected) {
		return send(text).receive(expected.length());
	}

	public String receive(int length) {
		return new String(read(length), StandardCharsets.UTF_8);
	}

	public String receiveRest() {
		return new String(readAll(), StandardCharsets.UTF_8);
	}

	public byte[] read(int length) {
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
	public byte[] readAll() {
		try {
			return this.in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public boolean isAtEnd() {
		return readAll().length == 0;
	}

	public void endOutput() {
		try {
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void reset() {
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
