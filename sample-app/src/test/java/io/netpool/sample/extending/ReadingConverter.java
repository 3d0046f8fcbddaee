package io.netpool.sample.extending;

import java.lang.reflect.Type;
import java.nio.charset.Charset;

import io.netpool.tcp.TcpMessageConverter;

import org.springframework.stereotype.Component;

/**
 * Readings as text: {@code t1=21.5}.
 */
@Component
class ReadingConverter implements TcpMessageConverter {

	@Override
	public boolean supports(Type type) {
		return type == Reading.class;
	}

	@Override
	public Object read(byte[] payload, Type type, Charset charset) {
		String[] parts = new String(payload, charset).split("=", 2);
		if (parts.length != 2) {
			throw new IllegalArgumentException("a reading is written as sensor=value");
		}
		return new Reading(parts[0], Double.parseDouble(parts[1]));
	}

	@Override
	public byte[] write(Object message, Charset charset) {
		Reading reading = (Reading) message;
		return (reading.sensor() + "=" + reading.value()).getBytes(charset);
	}

}
