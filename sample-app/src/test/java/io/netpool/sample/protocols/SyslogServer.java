package io.netpool.sample.protocols;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * A sink for syslog over TCP.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class SyslogServer {

	final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@TcpHandler
	void onMessage(String message) {
		this.received.add(message);
	}

}
