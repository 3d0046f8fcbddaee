package io.netpool.tcp.test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.TcpSendException;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a socket that records the messages sent to its client.
 * Thread-safe.
 */
final class ConversationConnection implements TcpConnection {

	private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 49152);

	private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000);

	private final String id;

	private final String pool;

	private final TcpEndpoint endpoint;

	private final MessageCodec codec;

	private final @Nullable TcpCorrelation correlation;

	private volatile Function<String, @Nullable Object> answers = (command) -> null;

	private final Instant openedAt = Instant.now();

	private final List<byte[]> sent = new CopyOnWriteArrayList<>();

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

	private final Set<String> groups = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Principal principal;

	private volatile @Nullable CloseReason reason;

	private volatile boolean aborted;

	ConversationConnection(String id, String pool, TcpEndpoint endpoint, MessageCodec codec,
			@Nullable TcpCorrelation correlation) {
		this.id = id;
		this.pool = pool;
		this.endpoint = endpoint;
		this.codec = codec;
		this.correlation = correlation;
	}

	/**
	 * The payloads sent so far.
	 */
	List<byte[]> sent() {
		return List.copyOf(this.sent);
	}

	/**
	 * The close reason, {@code null} while the connection is open.
	 */
	@Nullable CloseReason reason() {
		return this.reason;
	}

	/**
	 * Send a reply. Unlike other messages, it is sent after a {@link #close()} too.
	 */
	void reply(Object reply) {
		if (!this.aborted) {
			this.sent.add(this.codec.encode(this.endpoint.encode(reply)));
		}
	}

	/**
	 * What sends several replies to one message.
	 */
	Sender replies() {
		return new Sender() {

			@Override
			public CompletionStage<Void> send(Object reply) {
				reply(reply);
				return CompletableFuture.completedFuture(null);
			}

			@Override
			public boolean isOpen() {
				return !ConversationConnection.this.aborted;
			}

		};
	}

	synchronized void end(CloseReason reason) {
		if (this.reason == null) {
			this.reason = reason;
		}
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String pool() {
		return this.pool;
	}

	@Override
	public InetSocketAddress remoteAddress() {
		return CLIENT;
	}

	@Override
	public InetSocketAddress localAddress() {
		return SERVER;
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		return this.attributes;
	}

	@Override
	public boolean isOpen() {
		return this.reason == null;
	}

	@Override
	public CompletionStage<Void> send(Object message) {
		return sendUnframed(this.codec.encode(this.endpoint.encode(message)));
	}

	@Override
	public CompletionStage<Void> sendUnframed(byte[] payload) {
		if (!isOpen()) {
			return CompletableFuture.failedFuture(new TcpSendException("Connection " + this.id + " is closed"));
		}
		this.sent.add(payload);
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Set what answers commands as the client does.
	 */
	void answers(Function<String, @Nullable Object> answers) {
		this.answers = answers;
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer) {
		byte[] payload = this.codec.encode(this.endpoint.encode(command));
		if (!isOpen()) {
			return failed(Reason.NOT_SENT, "is closed");
		}
		this.sent.add(payload);
		Object answer = this.answers.apply(this.codec.decode(payload, String.class));
		if (answer == null) {
			return failed(Reason.TIMEOUT, "has no answer");
		}
		T decoded = this.codec.decode(this.codec.encode(answer), type);
		return isAnswer.test(decoded) ? CompletableFuture.completedFuture(decoded)
				: failed(Reason.TIMEOUT, "has no answer, since " + answer + " is none");
	}

	private <T> CompletionStage<T> failed(Reason reason, String why) {
		return CompletableFuture
			.failedFuture(new TcpExchangeException(reason, this.reason, "Connection " + this.id + " " + why, null));
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer,
			Duration timeout) {
		return exchange(command, type, isAnswer);
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type) {
		TcpCorrelation correlation = this.correlation;
		if (correlation == null) {
			throw new IllegalStateException("There is no TcpCorrelation. Pass one to TcpHandlers.of");
		}
		Object key = correlation.commandKey(command);
		if (key == null) {
			throw new IllegalArgumentException(
					"The TcpCorrelation has no key for a command of type " + command.getClass().getName());
		}
		return exchange(command, type, (answer) -> key.equals(correlation.answerKey(answer)));
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Duration timeout) {
		return exchange(command, type);
	}

	@Override
	public void join(String group) {
		if (isOpen()) {
			this.groups.add(group);
		}
	}

	@Override
	public void leave(String group) {
		this.groups.remove(group);
	}

	@Override
	public Set<String> groups() {
		return Set.copyOf(this.groups);
	}

	@Override
	public void identify(String key, Object value) {
		// there is no TcpConnections bean to find it with
	}

	@Override
	public void identify(String key, Collection<?> values) {
		// there is no TcpConnections bean to find it with
	}

	@Override
	public CompletionStage<Void> claim(String key, Object value) {
		// there is no TcpConnections bean to find it with
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public @Nullable Principal principal() {
		return this.principal;
	}

	@Override
	public void principal(@Nullable Principal principal) {
		this.principal = principal;
	}

	@Override
	public @Nullable SSLSession tlsSession() {
		return null;
	}

	@Override
	public @Nullable String applicationProtocol() {
		return null;
	}

	@Override
	public TcpConnectionStatistics statistics() {
		long bytes = this.sent.stream().mapToLong((message) -> message.length).sum();
		return new TcpConnectionStatistics(this.openedAt, Duration.ZERO, 0, this.sent.size(), 0, bytes, 0, 0, false);
	}

	@Override
	public void idleTimeout(Duration timeout) {
		// there is no socket that could be idle
	}

	@Override
	public void readIdleTimeout(Duration timeout) {
		// there is no socket that could be idle
	}

	@Override
	public void changeFraming(TcpFraming framing) {
		// messages are not framed
	}

	@Override
	public void startTls(Object reply) {
		send(reply);
	}

	@Override
	public void close() {
		end(CloseReason.APPLICATION);
	}

	@Override
	public void abort() {
		this.aborted = true;
		close();
	}

}
