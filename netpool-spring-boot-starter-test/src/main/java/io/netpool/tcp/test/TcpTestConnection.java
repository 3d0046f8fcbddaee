package io.netpool.tcp.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpMessageConverter;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a {@link TcpTestClient}. What it expects it waits for, up to the
 * client's timeout; when that does not come, the test fails with a text that says what
 * did.
 * <p>
 * Used by one thread at a time.
 *
 * @since 0.1.0
 */
public final class TcpTestConnection implements AutoCloseable {

	private static final int MOST_SHOWN = 10;

	private final TestedPool pool;

	private final ClientOptions options;

	private final ClientSocket socket;

	private final ReceivedBytes received;

	/**
	 * The last that came, for the text of a failure.
	 */
	private final Deque<byte[]> history = new ArrayDeque<>();

	private TcpFraming framing;

	private boolean framed;

	TcpTestConnection(TestedPool pool, ClientOptions options, ClientSocket socket) {
		this.pool = pool;
		this.options = options;
		this.socket = socket;
		this.received = new ReceivedBytes(socket);
		this.framing = UnknownFraming.inPlaceOf(pool.protocol().framing());
		this.framed = pool.protocol().framed();
	}

	int localPort() {
		return this.socket.localPort();
	}

	Duration timeout() {
		return this.options.timeout();
	}

	/**
	 * Send a message, framed as the pool reads it.
	 * @param message a {@link CharSequence}, a {@code byte[]}, a {@link ByteBuffer}, or
	 * anything that a {@link TcpMessageConverter} of the application writes
	 * @return this connection
	 * @throws IllegalArgumentException if it is of another type, or can't be framed
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection send(Object message) {
		FrameBytes frame = new FrameBytes();
		try {
			this.framing.write(write(message), frame);
		}
		catch (TcpFramingException ex) {
			throw new IllegalArgumentException("A client of %s can't send this: %s".formatted(this.pool, message), ex);
		}
		return sendBytes(frame.toByteArray());
	}

	/**
	 * Send bytes as they are.
	 * @param bytes the bytes
	 * @return this connection
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection sendBytes(byte[] bytes) {
		return run(() -> this.socket.write(bytes));
	}

	/**
	 * Send text as it is, in the charset of the pool.
	 * @param text the text
	 * @return this connection
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection sendBytes(String text) {
		return sendBytes(text.getBytes(this.pool.protocol().charset()));
	}

	/**
	 * Expect a message to be the next one. Where the pool has no framing, it may come in
	 * pieces, or with more behind it.
	 * @param expected what comes: text, bytes, or an object that equals the one that a
	 * {@link TcpMessageConverter} of the application reads
	 * @return this connection
	 * @throws AssertionError if another message comes, or none
	 */
	public TcpTestConnection expectMessage(Object expected) {
		byte[] payload = write(expected);
		String before = shownHistory();
		byte[] actual = this.framed ? next(show(payload)) : next(show(payload), payload.length);
		Assertions.assertThat((Object) read(actual, readable(expected)))
			.as("message of %s%s", this.pool, before)
			.isEqualTo((expected instanceof CharSequence) ? expected.toString() : expected);
		return this;
	}

	/**
	 * Expect messages to be the next ones, in this order.
	 * @param expected the messages, as for {@link #expectMessage}
	 * @return this connection
	 * @throws AssertionError if another message comes, or too few
	 */
	public TcpTestConnection expectMessages(Object... expected) {
		for (Object message : expected) {
			expectMessage(message);
		}
		return this;
	}

	/**
	 * Read the next message. Where the pool has no framing, that is whatever has arrived.
	 * @return its text
	 * @throws AssertionError if none comes
	 */
	public String readMessage() {
		return readMessage(String.class);
	}

	/**
	 * Read the next message. Where the pool has no framing, that is whatever has arrived.
	 * @param <T> what to read
	 * @param type {@link String}, {@code byte[]}, {@link ByteBuffer}, or a type that a
	 * {@link TcpMessageConverter} of the application reads
	 * @return the message
	 * @throws AssertionError if none comes
	 */
	public <T> T readMessage(Class<T> type) {
		return read(next("a message"), type);
	}

	/**
	 * Read bytes as they are.
	 * @param count how many
	 * @return exactly as many
	 * @throws AssertionError if fewer come
	 */
	public byte[] readBytes(int count) {
		return next(count + " bytes", count);
	}

	/**
	 * Expect the pool to close the connection, and to send nothing before that. That it
	 * resets it will do.
	 * @throws AssertionError if something comes, or it stays open
	 */
	public void expectClosed() {
		Deadline deadline = Deadline.in(timeout());
		boolean more = this.received.length() > 0 || await(deadline);
		if (more || !this.received.isEnded()) {
			String instead = more ? show(this.received.take(this.received.length())) + " came"
					: "it is open after " + timeout().toMillis() + " ms";
			throw new AssertionError(
					"Expected %s to close the connection, but %s%s".formatted(this.pool, instead, shownHistory()));
		}
	}

	/**
	 * End the client's stream. What the pool sends can still be read.
	 * @return this connection
	 * @throws UncheckedIOException if the connection is closed
	 */
	public TcpTestConnection halfClose() {
		return run(this.socket::halfClose);
	}

	/**
	 * Reset the connection, as a client does that dies.
	 */
	public void reset() {
		run(this.socket::reset);
	}

	/**
	 * Start TLS, which a pool with {@code ssl.start-tls} leaves to its clients.
	 * @return this connection
	 * @throws UncheckedIOException if the handshake fails
	 */
	public TcpTestConnection startTls() {
		ClientTls tls = new ClientTls(this.pool.protocol().certificates(), this.options.tls());
		return run(() -> this.socket.startTls(tls.socketFactory(), timeout()));
	}

	/**
	 * Change the framing, for what is sent and read from now on.
	 * @param framing the framing, which is asked for its
	 * {@link TcpFraming#forConnection()}
	 * @return this connection
	 */
	public TcpTestConnection framing(TcpFraming framing) {
		this.framing = framing.forConnection();
		this.framed = true;
		return this;
	}

	/**
	 * The TLS session, which knows the pool's certificate.
	 * @return the session, {@code null} if the connection is not secured
	 */
	public @Nullable SSLSession tlsSession() {
		return this.socket.tlsSession();
	}

	/**
	 * Close the connection. It is closed at the end of the test otherwise.
	 */
	@Override
	public void close() {
		run(this.socket::close);
	}

	private byte[] write(Object message) {
		return this.pool.protocol().codec().write(message);
	}

	private <T> T read(byte[] payload, Class<T> type) {
		return this.pool.protocol().codec().read(payload, type);
	}

	/**
	 * What to read, to compare it with this.
	 */
	private static Class<?> readable(Object expected) {
		if (expected instanceof CharSequence) {
			return String.class;
		}
		return (expected instanceof ByteBuffer) ? ByteBuffer.class : expected.getClass();
	}

	private byte[] next(String wanted) {
		Deadline deadline = Deadline.in(timeout());
		byte[] payload = frame();
		while (payload == null) {
			boolean more = await(deadline);
			payload = frame();
			if (payload == null && !more) {
				throw failure(wanted);
			}
		}
		return remember(payload);
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

	private byte[] next(String wanted, int count) {
		Deadline deadline = Deadline.in(timeout());
		while (this.received.length() < count) {
			if (!await(deadline)) {
				throw failure(wanted);
			}
		}
		return remember(this.received.take(count));
	}

	private byte[] remember(byte[] came) {
		if (this.history.size() == MOST_SHOWN) {
			this.history.remove();
		}
		this.history.add(came);
		return came;
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
		String came = (this.received.length() > 0) ? "only " + show(this.received.take(this.received.length()))
				: "nothing";
		String when = this.received.isEnded() ? " before it was closed" : " within " + timeout().toMillis() + " ms";
		return new AssertionError(
				"Expected %s from %s, but %s came%s%s".formatted(wanted, this.pool, came, when, shownHistory()));
	}

	private String shownHistory() {
		return this.history.isEmpty() ? ""
				: this.history.stream().map(this::show).collect(Collectors.joining(", ", "; before that came ", ""));
	}

	private String show(byte[] bytes) {
		return ShownBytes.of(bytes, this.pool.protocol().charset());
	}

	private TcpTestConnection run(Exchange exchange) {
		try {
			exchange.run();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The connection to %s fails: %s".formatted(this.pool, ex.getMessage()), ex);
		}
	}

	/**
	 * Something that is done with the socket.
	 */
	private interface Exchange {

		void run() throws IOException;

	}

}
