package io.netpool.tcp.handler;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.TcpSendException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that remembers what was sent, and says that it was written at once, unless
 * told to wait for {@link #written}.
 */
class RecordingConnection implements TcpConnection, Sender {

	final List<Object> sent = new ArrayList<>();

	boolean open = true;

	boolean closed;

	private boolean slow;

	private final List<CompletableFuture<Void>> unwritten = new ArrayList<>();

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

	private @Nullable Principal principal;

	@Override
	public String id() {
		return "c1";
	}

	@Override
	public String pool() {
		return "default";
	}

	@Override
	public InetSocketAddress remoteAddress() {
		return InetSocketAddress.createUnresolved("client", 1);
	}

	@Override
	public InetSocketAddress localAddress() {
		return InetSocketAddress.createUnresolved("server", 2);
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		return this.attributes;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public CompletionStage<Void> sendUnframed(byte[] bytes) {
		return send(bytes);
	}

	@Override
	public CompletionStage<Void> send(Object message) {
		if (!this.open) {
			return CompletableFuture.failedFuture(new TcpSendException("closed"));
		}
		this.sent.add(message);
		CompletableFuture<Void> written = new CompletableFuture<>();
		if (this.slow) {
			this.unwritten.add(written);
		}
		else {
			written.complete(null);
		}
		return written;
	}

	/**
	 * From now on, nothing is written before {@link #written} is called.
	 */
	RecordingConnection slow() {
		this.slow = true;
		return this;
	}

	/**
	 * The client has read what was sent.
	 */
	void written() {
		List<CompletableFuture<Void>> all = List.copyOf(this.unwritten);
		this.unwritten.clear();
		all.forEach((written) -> written.complete(null));
	}

	/**
	 * The connection is lost.
	 */
	void lose() {
		this.open = false;
		List<CompletableFuture<Void>> all = List.copyOf(this.unwritten);
		this.unwritten.clear();
		all.forEach((written) -> written.completeExceptionally(new TcpSendException("lost")));
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer,
			Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> CompletionStage<T> exchange(Object command, Class<T> type, Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void join(String group) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void leave(String group) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Set<String> groups() {
		return Set.of();
	}

	@Override
	public void identify(String key, Object value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void identify(String key, Collection<?> values) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Void> claim(String key, Object value) {
		throw new UnsupportedOperationException();
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
	public SSLSession tlsSession() {
		return null;
	}

	@Override
	public String applicationProtocol() {
		return null;
	}

	@Override
	public TcpConnectionStatistics statistics() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void startTls(Object reply) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void idleTimeout(Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void readIdleTimeout(Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void changeFraming(TcpFraming framing) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.closed = true;
	}

	@Override
	public void abort() {
	}

}
