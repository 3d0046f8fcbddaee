package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * A framing whose frames are parsed from left to right. A parser is called again from the
 * first byte of a frame, but not before it can get further, and a search that was
 * abandoned goes on where it ended: a long text is searched once, a long body not parsed
 * before it is complete.
 */
final class ParsedFraming<T> implements TcpFraming {

	private final Class<T> type;

	private final FrameParser<? extends T> parser;

	/**
	 * Of the frame that is not complete: bytes without which the parser need not be
	 * called.
	 */
	private int needed;

	private FrameCursor.@Nullable Search search;

	ParsedFraming(Class<T> type, FrameParser<? extends T> parser) {
		this.type = type;
		this.parser = parser;
	}

	@Override
	public TcpFraming forConnection() {
		return new ParsedFraming<>(this.type, this.parser);
	}

	@Override
	public Class<?> messageType() {
		return this.type;
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		if (input.length() < this.needed) {
			return false;
		}
		FrameCursor cursor = new FrameCursor(input, this.search);
		T message = parse(cursor);
		this.needed = cursor.needed();
		this.search = cursor.search();
		if (this.needed > 0) {
			return false;
		}
		if (message == null || cursor.position() == 0) {
			throw new IllegalStateException("The parser has " + ((message != null) ? "read no byte" : "returned null"));
		}
		input.frame(cursor.position(), message);
		return true;
	}

	private @Nullable T parse(FrameCursor cursor) throws TcpFramingException {
		try {
			return this.parser.parse(cursor);
		}
		catch (FrameCursor.Incomplete ex) {
			return null;
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new TcpFramingException("The parser has thrown " + ex.getClass().getName());
		}
	}

}
