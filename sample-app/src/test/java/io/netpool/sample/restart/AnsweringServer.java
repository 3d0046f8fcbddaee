package io.netpool.sample.restart;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Answers each line with the line and who has answered it, after a moment, as one does
 * who asks a database.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class AnsweringServer {

	private static final Duration MOMENT = Duration.ofMillis(2);

	private static final long PID = ProcessHandle.current().pid();

	public static void main(String[] args) {
		new SpringApplicationBuilder(AnsweringServer.class).web(WebApplicationType.NONE).run(args);
	}

	@TcpHandler
	String onLine(String line) {
		LockSupport.parkNanos(MOMENT.toNanos());
		return answer(line, PID);
	}

	static String answer(String line, long pid) {
		return line + " " + pid;
	}

}
