package io.netpool.sample.protocols;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Takes the sentences of NMEA 0183 that GPS receivers send, where their checksums are
 * right.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class NmeaServer {

	final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@TcpHandler
	void onSentence(String sentence) {
		int end = sentence.lastIndexOf('*');
		String body = sentence.substring(1, end);
		int checksum = body.chars().reduce(0, (left, right) -> left ^ right);
		if (checksum == Integer.parseInt(sentence.substring(end + 1), 16)) {
			this.received.add(body);
		}
	}

}
