package io.netpool.sample.protocols;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
	String onCommand(Command command) {
		List<String> words = command.words();
		return switch (words.get(0).toUpperCase(Locale.ROOT)) {
			case "PING" -> "+PONG\r\n";
			case "ECHO" -> bulk(words.get(1));
			case "GET" -> bulk(this.values.get(words.get(1)));
			case "SET" -> {
				this.values.put(words.get(1), words.get(2));
				yield "+OK\r\n";
			}
			case "INCR" ->
				":" + this.values.merge(words.get(1), "1", (old, one) -> "" + (Long.parseLong(old) + 1)) + "\r\n";
			default -> "-ERR unknown command\r\n";
		};
	}

	private static String bulk(String value) {
		return (value != null) ? "$" + value.getBytes(StandardCharsets.UTF_8).length + "\r\n" + value + "\r\n"
				: "$-1\r\n";
	}

	record Command(List<String> words) {

	}

	/**
	 * A command is an array of bulk strings, which say their lengths, or one line.
	 */
	static class RespFraming implements TcpFraming {

		@Override
		public Class<?> messageType() {
			return Command.class;
		}

		@Override
		public boolean next(FrameInput input) throws TcpFramingException {
			int lineFeed = input.indexOf((byte) '\n', 0);
			if (lineFeed < 0) {
				return false;
			}
			if (input.get(0) != '*') {
				input.frame(lineFeed + 1, new Command(List.of(text(input, 0, lineFeed).strip().split(" "))));
				return true;
			}
			List<String> words = new ArrayList<>();
			int end = lineFeed + 1;
			for (int left = length(input, 1, lineFeed); left > 0; left--) {
				lineFeed = input.indexOf((byte) '\n', end);
				int start = lineFeed + 1;
				int length = (start > 0) ? length(input, end + 1, lineFeed) : 0;
				end = start + length + "\r\n".length();
				if (start == 0 || end > input.length()) {
					return false;
				}
				words.add(text(input, start, start + length));
			}
			input.frame(end, new Command(words));
			return true;
		}

		private static int length(FrameInput input, int from, int to) throws TcpFramingException {
			String digits = text(input, from, to).strip();
			if (!digits.matches("[0-9]{1,6}")) {
				throw new TcpFramingException("A length is no number", "-ERR Protocol error: invalid length\r\n");
			}
			return Integer.parseInt(digits);
		}

		private static String text(FrameInput input, int from, int to) {
			return new String(input.copy(from, Math.max(from, to)), StandardCharsets.UTF_8);
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
		}

	}

}
