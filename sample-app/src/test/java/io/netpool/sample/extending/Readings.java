package io.netpool.sample.extending;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;

import org.springframework.stereotype.Component;

/**
 * Replies with the greatest value of a sensor.
 */
@Component
class Readings {

	private final Map<String, Double> greatest = new ConcurrentHashMap<>();

	@TcpHandler
	Reading onReading(Reading reading) {
		return new Reading(reading.sensor(), this.greatest.merge(reading.sensor(), reading.value(), Math::max));
	}

	@TcpExceptionHandler
	String onUnreadable(TcpConversionException failure) {
		return "ERROR " + failure.getCause().getMessage();
	}

}
