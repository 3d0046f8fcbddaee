package io.netpool.tcp.framing;

import io.netpool.tcp.TcpFramingException;

/**
 * Parses a frame from its first byte to its last, for {@link Framings#parsed}.
 *
 * <pre class="code">
 * (input) -&gt; {
 *     String command = input.readLine();
 *     return new Request(command, input.readBytes(Integer.parseInt(input.readLine())));
 * }
 * </pre>
 *
 * A parser is called by the connection's I/O thread and must not block. If the frame is
 * not complete, the call is abandoned at the read that needs more bytes, and the parser
 * is called again from the first byte when they have arrived: until it returns, it must
 * have no effect outside. It is called by several threads, for different connections.
 *
 * @param <T> type of the messages
 * @since 0.1.0
 */
@FunctionalInterface
public interface FrameParser<T> {

	/**
	 * Parse a frame.
	 * @param input reads the frame, which is at least one byte, and ends where the parser
	 * stops to read
	 * @return the message
	 * @throws TcpFramingException if the bytes are not a frame. The connection is then
	 * closed
	 * @throws IllegalArgumentException such as a {@link NumberFormatException}, with the
	 * same effect
	 * @throws IndexOutOfBoundsException with the same effect
	 */
	T parse(FrameCursor input) throws TcpFramingException;

}
