package io.netpool.tcp.handler;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.netpool.tcp.TcpConnection;

/**
 * A connection that remembers what was sent.
 */
class RecordingConnection implements TcpConnection {

	final List<Object> sent = new ArrayList<>();

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

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
	public void close() {
	}

	@Override
	public void abort() {
	}

}
