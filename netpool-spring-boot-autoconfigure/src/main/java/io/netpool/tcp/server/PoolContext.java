package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.detect.DetectedProtocol;
import io.netpool.tcp.server.detect.ProtocolDetector;
import io.netpool.tcp.server.detect.UndetectedEndpoint;
import io.netpool.tcp.server.log.FailureLogger;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.statistics.PoolCounters;
import org.jspecify.annotations.Nullable;

/**
 * The objects that the connections of a pool share.
 *
 * @param settings the pool's settings
 * @param endpoint handles its messages
 * @param framing the framing that connections begin with
 * @param directory finds the connections of all pools
 * @param registry the pool's connections
 * @param addresses the address limits
 * @param counters the counters that are not per event loop
 * @param listener the pool's lifecycle callback
 * @param closeLogger logs connections that the pool closed
 * @param failureLogger logs failures in the handling of messages and connections
 * @param detector finds the protocol of a connection, {@code null} if the pool has only
 * one
 */
record PoolContext(PoolSettings settings, TcpEndpoint endpoint, TcpFraming framing, ConnectionDirectory directory,
		ConnectionRegistry registry, AddressLimits addresses, PoolCounters counters, PoolListener listener,
		CloseLogger closeLogger, FailureLogger failureLogger, @Nullable ProtocolDetector<PoolContext> detector) {

	/**
	 * Returns the pool with a detector of the protocols that it serves beside its own.
	 * @param protocols the protocols, none to return the pool itself
	 */
	PoolContext detecting(List<DetectedProtocol> protocols) {
		if (protocols.isEmpty()) {
			return this;
		}
		List<ProtocolDetector.Start<PoolContext>> starts = new ArrayList<>();
		for (DetectedProtocol protocol : protocols) {
			PoolContext detected = ofProtocol(protocol);
			protocol.starts().forEach((start) -> starts.add(new ProtocolDetector.Start<>(start, detected)));
		}
		PoolContext otherwise = (this.endpoint != UndetectedEndpoint.INSTANCE) ? this : null;
		return new PoolContext(this.settings, this.endpoint, this.framing, this.directory, this.registry,
				this.addresses, this.counters, this.listener, this.closeLogger, this.failureLogger,
				new ProtocolDetector<>(starts, otherwise));
	}

	private PoolContext ofProtocol(DetectedProtocol protocol) {
		TcpEndpoint handler = protocol.endpoint().get();
		return new PoolContext(
				this.settings.ofProtocol(protocol.name(), protocol.framing(), protocol.charset(), protocol.exchanges()),
				handler, protocol.framing().apply(handler.messageType()), this.directory, this.registry, this.addresses,
				this.counters, this.listener, this.closeLogger, this.failureLogger, null);
	}

	/**
	 * Returns this pool and those of the protocols that it detects.
	 */
	Stream<PoolContext> all() {
		return (this.detector != null) ? Stream.concat(Stream.of(this), this.detector.protocols()).distinct()
				: Stream.of(this);
	}

	/**
	 * Encodes a message to connections.
	 * @return the payload
	 * @throws IllegalArgumentException if the endpoint does not support its type
	 */
	byte[] encode(Object message) {
		if (message instanceof byte[] bytes) {
			return bytes;
		}
		if (message instanceof CharSequence text) {
			return text.toString().getBytes(this.settings.charset());
		}
		Object encoded = this.endpoint.encode(message);
		return (encoded instanceof byte[] bytes) ? bytes : encoded.toString().getBytes(this.settings.charset());
	}

	/**
	 * Returns a function that reads the payloads of messages of a type.
	 * @throws IllegalArgumentException if the endpoint does not support the type
	 */
	<T> Function<byte[], T> reader(Class<T> type) {
		if (type == byte[].class) {
			return type::cast;
		}
		if (type == String.class) {
			return (payload) -> type.cast(new String(payload, this.settings.charset()));
		}
		return this.endpoint.reader(type);
	}

	String name() {
		return this.settings.name();
	}

}
