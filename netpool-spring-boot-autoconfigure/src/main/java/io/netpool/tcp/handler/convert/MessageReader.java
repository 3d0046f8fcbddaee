package io.netpool.tcp.handler.convert;

import java.lang.reflect.Type;
import java.util.function.Consumer;

import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of one type.
 *
 * @param converter converter of the messages
 * @param type type to convert messages to
 * @param formats formats in which messages are received
 * @param check throws an exception if a message is invalid
 */
public record MessageReader(TcpMessageConverter converter, Type type, MessageFormats formats, Consumer<Object> check) {

	public Object read(Object message) {
		byte[] payload = this.formats.bytes(message);
		Object read;
		try {
			read = convert(payload);
		}
		catch (TcpConversionException | TcpCloseException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw unreadable(payload, ex);
		}
		if (read == null) {
			throw unreadable(payload, null);
		}
		this.check.accept(read);
		return read;
	}

	/**
	 * A converter may return {@code null} in spite of its contract, and for JSON's
	 * {@code null}.
	 */
	private @Nullable Object convert(byte[] payload) throws Exception {
		return this.converter.read(payload, this.type, this.formats.charset());
	}

	private TcpConversionException unreadable(byte[] payload, @Nullable Exception cause) {
		return new TcpConversionException(
				"A message of %d bytes can't be read as %s".formatted(payload.length, this.type.getTypeName()), cause);
	}

}
