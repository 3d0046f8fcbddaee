package io.netpool.tcp.handler;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;

/**
 * A connection that remembers what was sent.
 */
class RecordingConnection implements TcpConnection {

	final List<Object> sent = new ArrayList<>();

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

	private Principal principal;

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
		return true;
	}

	@Override
	public CompletionStage<Void> send(Object message) {
		this.sent.add(message);
		return CompletableFuture.completedFuture(null);
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
	public void bind(String key, Object value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Principal principal() {
		return this.principal;
	}

	@Override
	public void principal(Principal principal) {
		this.principal = principal;
	}

	@Override
	public void framing(TcpFraming framing) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
	}

	@Override
	public void abort() {
	}

}
