package io.netpool.tcp.cluster;

import java.util.List;
import java.util.Map;

import io.netpool.tcp.TcpExchangeException;
import org.jspecify.annotations.Nullable;

/**
 * What instances tell each other. {@link MessageCodec} has its form.
 */
sealed interface ClusterMessage {

	/**
	 * To be written to connections of the receiver, which acknowledges it.
	 *
	 * @param target the connections
	 * @param payload the message
	 * @param deadline when it must no longer be written, by the clock of the engine, in
	 * milliseconds
	 * @param headers what an observation carries along
	 */
	record Send(Target target, Payload payload, long deadline, Map<String, String> headers) implements ClusterMessage {

	}

	/**
	 * A command for the only connection of a target.
	 *
	 * @param send the command
	 * @param keys the name of the key that its answer has, by the pool of the connection
	 * @param timeout the time for which the answer is awaited, in milliseconds
	 */
	record Command(Send send, Map<String, String> keys, long timeout) implements ClusterMessage {

	}

	/**
	 * What became of messages of the receiver.
	 *
	 * @param sequences their numbers
	 * @param written for each, the number of connections that it was written to
	 * @param lost for each, the number of connections that it was not written to
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Acknowledged(long[] sequences, int[] written, int[] lost) implements ClusterMessage {

	}

	/**
	 * What became of a command.
	 *
	 * @param sequence its number
	 * @param pool the pool of the connection, empty if there is none
	 * @param answer the payload of the answer, {@code null} if there is none
	 * @param reason why there is none, {@code null} if there is one
	 * @param detail the text of the failure
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Answered(long sequence, String pool, byte @Nullable [] answer, TcpExchangeException.@Nullable Reason reason,
			String detail) implements ClusterMessage {

	}

	/**
	 * An instance is there.
	 *
	 * @param connections the number of its open connections
	 * @param since when it was started, in milliseconds since the epoch
	 * @param directory the directory that has all of its labels, empty if none has yet
	 * @param until the end of its lease, by the clock of the engine, in milliseconds; 0
	 * if it leaves
	 */
	record Beat(int connections, long since, String directory, long until) implements ClusterMessage {

	}

	/**
	 * A label was claimed: connections that have claimed it before are closed. Written by
	 * the engine.
	 *
	 * @param label the label
	 * @param fence the number of the claim
	 */
	record Claimed(Label label, long fence) implements ClusterMessage {

	}

	/**
	 * Several messages.
	 *
	 * @param messages the messages in their order, encoded
	 */
	record Batch(List<byte[]> messages) implements ClusterMessage {

	}

}
