package io.netpool.sample.soak;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.LongAdder;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One connection of a client that waits ten seconds at most.
 */
final class Visit implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 60_000;

	private static final SSLContext TLS = trustingAnyone();

	private final LongAdder sent;

	private Socket socket;

	private InputStream in;

	Visit(int port, LongAdder sent) throws IOException {
		this.sent = sent;
		this.socket = new Socket();
		// small, so that what a client does not read fills it soon
		this.socket.setReceiveBufferSize(16 * 1024);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	private static SSLContext trustingAnyone() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new TrustsAnyone() }, new SecureRandom());
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void encrypt() throws IOException {
		this.socket = TLS.getSocketFactory().createSocket(this.socket, "localhost", this.socket.getPort(), true);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.UTF_8));
	}

	void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.sent.add(bytes.length);
	}

	/**
	 * Read a line.
	 * @return the line without its end, or {@code null} at the end of the stream
	 */
	String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				return null;
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	void expect(String beginning) throws IOException {
		assertThat(readLine()).startsWith(beginning);
	}

	/**
	 * Read lines until one begins so.
	 */
	void skipTo(String beginning) throws IOException {
		String line = readLine();
		while (line != null && !line.startsWith(beginning)) {
			line = readLine();
		}
		if (line == null) {
			throw new IOException("The stream has ended before " + beginning);
		}
	}

	void skipToEnd() throws IOException {
		this.in.transferTo(OutputStream.nullOutputStream());
	}

	void endOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Have the connection reset when it is closed.
	 */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private static final class TrustsAnyone implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
