package io.netpool.tcp.server.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the protocol of a connection by its first bytes, which stay in the input. If the
 * first bytes of one protocol begin with those of another, the longer ones win. Immutable
 * and shared by the connections of a pool.
 *
 * @param <P> type of the protocols
 */
public final class ProtocolDetector<P> {

	private final List<Start<P>> longestFirst;

	private final @Nullable P otherwise;

	/**
	 * Creates a detector.
	 * @param starts the first bytes of each protocol
	 * @param otherwise the protocol of all other connections, {@code null} to close them
	 */
	public ProtocolDetector(List<Start<P>> starts, @Nullable P otherwise) {
		List<Start<P>> sorted = new ArrayList<>(starts);
		sorted.sort(Comparator.<Start<P>>comparingInt((start) -> start.bytes().length).reversed());
		this.longestFirst = List.copyOf(sorted);
		this.otherwise = otherwise;
	}

	/**
	 * Detects the protocol.
	 * @param input the bytes that have arrived, at least one
	 * @param ended whether no more will arrive
	 * @return the protocol, {@code null} if more bytes are needed
	 * @throws TcpFramingException if the bytes are those of no protocol
	 */
	public @Nullable P detect(FrameInput input, boolean ended) throws TcpFramingException {
		boolean undecided = false;
		for (Start<P> start : this.longestFirst) {
			int length = start.bytes().length;
			int compared = Math.min(length, input.length());
			if (!begins(input, start.bytes(), compared)) {
				continue;
			}
			if (compared == length) {
				return start.protocol();
			}
			if (!ended) {
				return null;
			}
			undecided = true;
		}
		if (this.otherwise == null && !undecided) {
			throw new TcpFramingException("The first bytes are those of no protocol");
		}
		return this.otherwise;
	}

	/**
	 * Returns the protocols that have first bytes, each as often as it has.
	 */
	public Stream<P> protocols() {
		return this.longestFirst.stream().map(Start::protocol);
	}

	private static boolean begins(FrameInput input, byte[] bytes, int length) {
		for (int i = 0; i < length; i++) {
			if (input.get(i) != bytes[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The first bytes of a protocol.
	 *
	 * @param <P> type of the protocol
	 * @param bytes the bytes
	 * @param protocol the protocol
	 */
	public record Start<P>(byte[] bytes, P protocol) {

	}

}
