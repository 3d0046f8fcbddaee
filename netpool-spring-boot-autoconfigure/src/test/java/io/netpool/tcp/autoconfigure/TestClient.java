package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.context.ApplicationContext;

/**
 * A client on a real socket that waits for what it reads, but not forever.
 */
public final class TestClient implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 10_000;

	private final Socket socket;

	TestClient(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout(PATIENCE_MILLIS);
	}

	public static TestClient of(ApplicationContext context) throws IOException {
		return of(context.getBean(TcpAcceptorPool.class).port());
	}

	public static TestClient of(int port) throws IOException {
		return new TestClient(new Socket(InetAddress.getLoopbackAddress(), port));
	}

	public TestClient send(String text) throws IOException {
		return send(text.getBytes(StandardCharsets.UTF_8));
	}

	public TestClient send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	public String receive(int length) throws IOException {
		return new String(receiveBytes(length), StandardCharsets.UTF_8);
	}

	byte[] receiveBytes(int length) throws IOException {
		return this.socket.getInputStream().readNBytes(length);
	}

	public String receiveRest() throws IOException {
		return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/**
	 * Send a text, and wait for a reply that is as long as what is expected.
	 */
	public String ask(String text, String expected) throws IOException {
		return send(text).receive(expected.length());
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
