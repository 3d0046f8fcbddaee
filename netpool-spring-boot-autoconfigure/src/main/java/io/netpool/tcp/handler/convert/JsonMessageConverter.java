package io.netpool.tcp.handler.convert;

import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpMessageConverter;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts JSON messages with a Jackson {@link JsonMapper}. If the charset of the pool is
 * not UTF-8, JSON is read and written in that charset, and non-ASCII characters are
 * escaped, so that every character can be written.
 */
final class JsonMessageConverter implements TcpMessageConverter {

	private final JsonMapper mapper;

	private final ObjectWriter asciiWriter;

	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	JsonMessageConverter(JsonMapper mapper) {
		this.mapper = mapper;
		this.asciiWriter = mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
	}

	@Override
	public boolean supports(Type type) {
		return DataType.is(type);
	}

	@Override
	public Object read(byte[] payload, Type type, Charset charset) {
		ObjectReader reader = this.readers.computeIfAbsent(type,
				(missing) -> this.mapper.readerFor(this.mapper.constructType(missing)));
		return StandardCharsets.UTF_8.equals(charset) ? reader.readValue(payload)
				: reader.readValue(new String(payload, charset));
	}

	@Override
	public byte[] write(Object message, Charset charset) {
		return StandardCharsets.UTF_8.equals(charset) ? this.mapper.writeValueAsBytes(message)
				: this.asciiWriter.writeValueAsString(message).getBytes(charset);
	}

}
