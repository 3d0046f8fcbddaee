package io.netpool.sample.protocols;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * One end of an ISO 8583 link, on which both ends send requests. It sends an echo to a
 * client that has connected, and asks it to authorize purchases.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Iso8583LinkServer {

	private final AtomicInteger lastTrace = new AtomicInteger();

	@Bean
	static TcpRouteResolver messageTypeIndicator() {
		return (message, connection) -> ((String) message).substring(0, 4);
	}

	@Bean
	static TcpCorrelation traceNumber() {
		return new TraceNumber();
	}

	@TcpConnected
	void onLink(TcpConnection link) {
		link.exchange("0800" + "0020000000000000" + nextTrace(), String.class).thenRun(() -> link.join("links"));
	}

	/**
	 * Fields 4 and 11. The answer ends with field 39, the response code.
	 */
	CompletionStage<Boolean> purchase(TcpConnection link, int amount) {
		return link.exchange("0200" + "1020000000000000" + "%012d".formatted(amount) + nextTrace(), String.class)
			.thenApply((answer) -> answer.endsWith("00"));
	}

	private String nextTrace() {
		return "%06d".formatted(this.lastTrace.incrementAndGet() % 1_000_000);
	}

	@TcpHandler("0800")
	String onEcho(String request) {
		return "0810" + "0020000002000000" + TraceNumber.of(request) + "00";
	}

	/**
	 * An answer has the trace number of its request. The third digit of its type is 1.
	 */
	static class TraceNumber implements TcpCorrelation {

		private static final int BEHIND_BITMAP = 20;

		@Override
		public Object commandKey(Object command) {
			return of((String) command);
		}

		@Override
		public @Nullable Object answerKey(Object answer) {
			String message = (String) answer;
			return (message.charAt(2) == '1') ? of(message) : null;
		}

		/**
		 * Field 11. Of the fields before it, these messages have at most field 4.
		 */
		static String of(String message) {
			int start = (message.charAt(4) == '1') ? BEHIND_BITMAP + 12 : BEHIND_BITMAP;
			return message.substring(start, start + 6);
		}

	}

}
