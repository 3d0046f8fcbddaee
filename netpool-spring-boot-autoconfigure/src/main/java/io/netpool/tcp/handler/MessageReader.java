package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.function.Consumer;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages as one type.
 *
 * @param converter what reads it
 * @param type the type
 * @param forms the forms in which a message comes
 * @param check throws if what was read is not valid
 */
record MessageReader(TcpMessageConverter converter, Type type, MessageFormats forms, Consumer<Object> check) {

	Object read(Object message) {
		byte[] payload = this.forms.bytes(message);
		Object read;
		try {
			read = convert(payload);
		}
		catch (TcpConversionException ex) {
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
	 * What a converter returns is not under our control, nor what JSON's {@code null} is.
	 */
	private @Nullable Object convert(byte[] payload) throws Exception {
		return this.converter.read(payload, this.type, this.forms.charset());
	}

	private TcpConversionException unreadable(byte[] payload, @Nullable Exception cause) {
		return new TcpConversionException(
				"A message of %d bytes can't be read as %s".formatted(payload.length, this.type.getTypeName()), cause);
	}

	/**
	 * This reader as a step of a call.
	 * @param parameterType the class of the type
	 * @return from {@code Object} to exactly this class
	 */
	MethodHandle conversion(Class<?> parameterType) {
		try {
			return MethodHandles.lookup()
				.bind(this, "read", MethodType.methodType(Object.class, Object.class))
				.asType(MethodType.methodType(parameterType, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
