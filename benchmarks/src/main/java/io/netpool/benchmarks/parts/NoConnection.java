package io.netpool.benchmarks.parts;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.TcpFraming;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is only handed on.
 */
final class NoConnection implements TcpConnection {

	@Override
	public String id() {
		return "none";
	}

	@Override
	public String pool() {
		return "default";
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public InetSocketAddress remoteAddress() {
		throw new UnsupportedOperationException();
	}

	@Override
	public InetSocketAddress localAddress() {
		throw new UnsupportedOperationException();
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Void> send(Object message) {
		throw new UnsupportedOperationException();
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
	public CompletionStage<Void> sendUnframed(byte[] bytes) {
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
	public void claim(String key, Object value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public @Nullable Principal principal() {
		return null;
	}

	@Override
	public void principal(@Nullable Principal principal) {
		throw new UnsupportedOperationException();
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
		throw new UnsupportedOperationException();
	}

	@Override
	public void abort() {
		throw new UnsupportedOperationException();
	}

}
