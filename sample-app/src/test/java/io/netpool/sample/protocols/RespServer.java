package io.netpool.sample.protocols;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.framing.FrameCursor;
import io.netpool.tcp.framing.Framings;

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
	static TcpFraming resp() {
		return Framings.parsed(String[].class, RespServer::words);
	}

	/**
	 * A command is an array of bulk strings, which say their lengths, or one line.
	 */
	private static String[] words(FrameCursor input) throws TcpFramingException {
		String line = input.readLine();
		if (!line.startsWith("*")) {
			return line.split(" ");
		}
		List<String> words = new ArrayList<>();
		for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
			input.expect("$");
			words.add(input.readText(Integer.parseInt(input.readLine())));
			input.expect("\r\n");
		}
		return words.toArray(String[]::new);
	}

	@TcpHandler
	String onCommand(String[] words) {
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

	private static String bulk(String value) {
		return (value != null) ? "$" + value.getBytes(StandardCharsets.UTF_8).length + "\r\n" + value + "\r\n"
				: "$-1\r\n";
	}

}
