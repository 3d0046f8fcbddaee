package io.netpool.sample.protocols;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Takes what sensors measure, a JSON object a line, and answers with the greatest value
 * so far.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class SensorServer {

	private final Map<String, Double> greatest = new ConcurrentHashMap<>();

	@TcpHandler
	Greatest onReading(Reading reading) {
		return new Greatest(this.greatest.merge(reading.sensor(), reading.value(), Math::max));
	}

	record Reading(String sensor, double value) {

	}

	record Greatest(double greatest) {

	}

}
