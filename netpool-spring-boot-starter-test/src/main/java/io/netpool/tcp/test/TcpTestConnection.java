package io.netpool.tcp.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpMessageConverter;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a {@link TcpTestClient}. Methods that expect or read something wait for
 * it, up to the timeout of the client; if it does not arrive, they throw an
 * {@link AssertionError} that describes what was received instead.
 * <p>
 * Not thread-safe.
 *
 * @since 0.1.0
 */
public final class TcpTestConnection implements AutoCloseable {

	private static final int MAX_HISTORY = 10;

	private final TestedPool pool;

	private final ClientOptions options;

	private final ClientSocket socket;

	private final ReceiveBuffer received;

	/**
	 * The latest messages, for assertion errors.
	 */
	private final Deque<byte[]> history = new ArrayDeque<>();

	private TcpFraming framing;

	private boolean framed;

	TcpTestConnection(TestedPool pool, ClientOptions options, ClientSocket socket) {
		this.pool = pool;
		this.options = options;
		this.socket = socket;
		this.received = new ReceiveBuffer(socket);
		this.framing = UnsupportedFraming.replaceUnsupported(pool.protocol().framing());
		this.framed = pool.protocol().framed();
	}

	int localPort() {
		return this.socket.localPort();
	}

	Duration timeout() {
		return this.options.timeout();
	}

	/**
	 * Send a message with the framing of the pool.
	 * @param message a {@link CharSequence}, a {@code byte[]}, a {@link ByteBuffer}, or
	 * an object that a {@link TcpMessageConverter} of the application writes
	 * @return this connection
	 * @throws IllegalArgumentException if the message is of another type, or can't be
	 * framed
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection send(Object message) {
		FrameBuffer frame = new FrameBuffer();
		try {
			this.framing.write(encode(message), frame);
		}
		catch (TcpFramingException ex) {
			throw new IllegalArgumentException("Message for %s can't be framed: %s".formatted(this.pool, message), ex);
		}
		return sendBytes(frame.toByteArray());
	}

	/**
	 * Send bytes without framing.
	 * @param bytes the bytes
	 * @return this connection
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection sendBytes(byte[] bytes) {
		return run(() -> this.socket.write(bytes));
	}

	/**
	 * Send text in the charset of the pool, without framing.
	 * @param text the text
	 * @return this connection
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection sendBytes(String text) {
		return sendBytes(text.getBytes(this.pool.protocol().charset()));
	}

	/**
	 * Expect a message to be the next one received. Without framing, as many bytes as the
	 * message has are compared.
	 * @param expected the message: text, bytes, or an object that is equal to the one
	 * that a {@link TcpMessageConverter} of the application reads
	 * @return this connection
	 * @throws AssertionError if another message or none is received
	 */
	public TcpTestConnection expectMessage(Object expected) {
		byte[] payload = encode(expected);
		String history = formatHistory();
		byte[] actual = this.framed ? next(format(payload), this::frame) : next(format(payload), payload.length);
		Assertions.assertThat((Object) decode(actual, decodedType(expected)))
			.as("message of %s%s", this.pool, history)
			.isEqualTo((expected instanceof CharSequence) ? expected.toString() : expected);
		return this;
	}

	/**
	 * Expect messages to be the next ones received, in this order.
	 * @param expected the messages, as for {@link #expectMessage}
	 * @return this connection
	 * @throws AssertionError if another message or too few are received
	 */
	public TcpTestConnection expectMessages(Object... expected) {
		for (Object message : expected) {
			expectMessage(message);
		}
		return this;
	}

	/**
	 * Read the next message as text. Without framing, it consists of all bytes received
	 * so far.
	 * @return the text
	 * @throws AssertionError if no message is received
	 */
	public String readMessage() {
		return readMessage(String.class);
	}

	/**
	 * Read the next message. Without framing, it consists of all bytes received so far.
	 * @param <T> the type of the message
	 * @param type {@link String}, {@code byte[]}, {@link ByteBuffer}, or a type that a
	 * {@link TcpMessageConverter} of the application reads
	 * @return the message
	 * @throws AssertionError if no message is received
	 */
	public <T> T readMessage(Class<T> type) {
		return decode(next("a message", this::frame), type);
	}

	/**
	 * Read bytes without framing.
	 * @param count the number of bytes
	 * @return the bytes
	 * @throws AssertionError if fewer are received
	 */
	public byte[] readBytes(int count) {
		return next(count + " bytes", count);
	}

	/**
	 * Expect the pool to close or reset the connection without sending anything more.
	 * @throws AssertionError if something is received, or the connection stays open
	 */
	public void expectClosed() {
		Deadline deadline = Deadline.in(timeout());
		boolean more = this.received.length() > 0 || await(deadline);
		if (more || !this.received.isEnded()) {
			String instead = more ? format(this.received.take(this.received.length())) + " was received"
					: "it is still open after " + timeout().toMillis() + " ms";
			throw new AssertionError(
					"Expected %s to close the connection, but %s%s".formatted(this.pool, instead, formatHistory()));
		}
	}

	/**
	 * Close the sending side of the connection. Messages of the pool can still be read.
	 * @return this connection
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection halfClose() {
		return run(this.socket::halfClose);
	}

	/**
	 * Reset the connection, as when the client crashes.
	 */
	public void reset() {
		run(this.socket::reset);
	}

	/**
	 * Start TLS on a connection to a pool with {@code ssl.start-tls}.
	 * @return this connection
	 * @throws UncheckedIOException if the handshake fails
	 */
	public TcpTestConnection startTls() {
		ClientSslContext tls = new ClientSslContext(this.pool.protocol().certificates(), this.options.tls());
		return run(() -> this.socket.startTls(tls.socketFactory(), timeout()));
	}

	/**
	 * Change the framing of all further messages in both directions.
	 * @param framing the framing, of which the connection uses
	 * {@link TcpFraming#forConnection()}
	 * @return this connection
	 */
	public TcpTestConnection changeFraming(TcpFraming framing) {
		this.framing = framing.forConnection();
		this.framed = true;
		return this;
	}

	/**
	 * The TLS session, which has the certificate of the pool.
	 * @return the session, {@code null} without TLS
	 */
	public @Nullable SSLSession tlsSession() {
		return this.socket.tlsSession();
	}

	/**
	 * Close the connection. Open connections are closed at the end of the test.
	 */
	@Override
	public void close() {
		run(this.socket::close);
	}

	private byte[] encode(Object message) {
		return this.pool.protocol().codec().encode(message);
	}

	private <T> T decode(byte[] payload, Class<T> type) {
		return this.pool.protocol().codec().decode(payload, type);
	}

	/**
	 * The type as which a message is decoded to be compared with the expected one.
	 */
	private static Class<?> decodedType(Object expected) {
		if (expected instanceof CharSequence) {
			return String.class;
		}
		return (expected instanceof ByteBuffer) ? ByteBuffer.class : expected.getClass();
	}

	private byte[] next(String wanted, Supplier<byte @Nullable []> reader) {
		Deadline deadline = Deadline.in(timeout());
		byte[] payload = reader.get();
		while (payload == null) {
			boolean more = await(deadline);
			payload = reader.get();
			if (payload == null && !more) {
				throw failure(wanted);
			}
		}
		if (this.history.size() == MAX_HISTORY) {
			this.history.remove();
		}
		this.history.add(payload);
		return payload;
	}

	private byte[] next(String wanted, int count) {
		return next(wanted, () -> (this.received.length() >= count) ? this.received.take(count) : null);
	}

	private byte @Nullable [] frame() {
		try {
			return this.received.takeFrame(this.framing);
		}
		catch (TcpFramingException ex) {
			AssertionError error = failure("a message");
			error.initCause(ex);
			throw error;
		}
	}

	private boolean await(Deadline deadline) {
		try {
			return this.received.await(deadline);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private AssertionError failure(String wanted) {
		String received = (this.received.length() > 0) ? "only " + format(this.received.take(this.received.length()))
				: "nothing";
		String when = this.received.isEnded() ? " before the connection was closed"
				: " within " + timeout().toMillis() + " ms";
		return new AssertionError("Expected %s from %s, but received %s%s%s".formatted(wanted, this.pool, received,
				when, formatHistory()));
	}

	private String formatHistory() {
		return this.history.isEmpty() ? ""
				: this.history.stream()
					.map(this::format)
					.collect(Collectors.joining(", ", "; previously received ", ""));
	}

	private String format(byte[] bytes) {
		return ByteFormatter.format(bytes, this.pool.protocol().charset());
	}

	private TcpTestConnection run(SocketOperation operation) {
		try {
			operation.run();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Connection to %s failed: %s".formatted(this.pool, ex.getMessage()), ex);
		}
	}

	/**
	 * An operation on the socket.
	 */
	private interface SocketOperation {

		void run() throws IOException;

	}

}
