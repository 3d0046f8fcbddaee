package io.netpool.sample.protocols;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * A key-value store that speaks RESP 2, the protocol of Redis.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class RespServer {

	private final Map<String, String> values = new ConcurrentHashMap<>();

	@Bean
	TcpFraming resp() {
		return new RespFraming();
	}

	@TcpHandler
	String onCommand(String command) {
		String[] words = words(command);
		return switch (words[0].toUpperCase(Locale.ROOT)) {
			case "PING" -> "+PONG\r\n";
			case "ECHO" -> bulk(words[1]);
			case "GET" -> bulk(this.values.get(words[1]));
			case "SET" -> {
				this.values.put(words[1], words[2]);
				yield "+OK\r\n";
			}
			case "INCR" ->
				":" + this.values.merge(words[1], "1", (old, one) -> "" + (Long.parseLong(old) + 1)) + "\r\n";
			default -> "-ERR unknown command\r\n";
		};
	}

	/**
	 * Of {@code *2\r\n$3\r\nGET\r\n$1\r\nk\r\n} every second line is a word; a command
	 * typed by hand is one line.
	 */
	private static String[] words(String command) {
		String[] lines = command.split("\r\n");
		return command.startsWith("*")
				? IntStream.range(1, lines.length / 2 + 1).mapToObj((i) -> lines[2 * i]).toArray(String[]::new)
				: lines[0].split(" ");
	}

	private static String bulk(String value) {
		return (value != null) ? "$" + value.getBytes(StandardCharsets.UTF_8).length + "\r\n" + value + "\r\n"
				: "$-1\r\n";
	}

	/**
	 * A command is an array of bulk strings, which say their lengths.
	 */
	static class RespFraming implements TcpFraming {

		@Override
		public boolean next(FrameInput input) throws TcpFramingException {
			int end = 0;
			int items = 1;
			if (input.get(0) != '*') {
				end = input.indexOf((byte) '\n', 0) + 1;
				items = 0;
			}
			for (int item = 0; item < items; item++) {
				int lineFeed = input.indexOf((byte) '\n', end);
				if (lineFeed < 0) {
					return false;
				}
				int number = number(input, end + 1, lineFeed - 1);
				if (input.get(end) == '*') {
					items += number;
					end = lineFeed + 1;
				}
				else {
					end = lineFeed + 1 + number + 2;
				}
				if (end > input.length()) {
					return false;
				}
			}
			if (end > 0) {
				input.frame(0, end, end);
			}
			return end > 0;
		}

		private static int number(FrameInput input, int from, int to) throws TcpFramingException {
			try {
				return Integer.parseUnsignedInt(new String(input.copy(from, to), StandardCharsets.US_ASCII));
			}
			catch (NumberFormatException | IndexOutOfBoundsException ex) {
				throw new TcpFramingException("A length is no number");
			}
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
		}

	}

}
