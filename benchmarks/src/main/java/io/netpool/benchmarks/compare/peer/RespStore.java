package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.framing.FrameCursor;
import io.netpool.tcp.framing.Framings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Key-value store that speaks RESP, the protocol of Redis, as an application implements
 * it: with a parser and a handler method.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RespStore {

	private final Map<String, String> values = new ConcurrentHashMap<>();

	/**
	 * Runs the server.
	 * @param args the value of {@code netpool.tcp.handler.execution}
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		Fork.serve(start(args[0]).getBean(TcpAcceptorPool.class).port());
	}

	/**
	 * Starts the application on a free port.
	 */
	static ConfigurableApplicationContext start(String execution) {
		return SpringApplication.run(RespStore.class, "--netpool.tcp.handler.execution=" + execution,
				"--netpool.tcp.port=0", "--netpool.tcp.address=127.0.0.1", "--netpool.tcp.framing.mode=resp",
				// Redis is on the class path for other benchmarks
				"--management.health.redis.enabled=false");
	}

	@Bean
	static TcpFraming resp() {
		return Framings.parsed(String[].class, RespStore::words);
	}

	/**
	 * Parses a command, which is an array of bulk strings.
	 */
	private static String[] words(FrameCursor input) throws TcpFramingException {
		input.expect("*");
		String[] words = new String[Integer.parseInt(input.readLine())];
		for (int i = 0; i < words.length; i++) {
			input.expect("$");
			words[i] = input.readText(Integer.parseInt(input.readLine()));
			input.expect("\r\n");
		}
		return words;
	}

	@TcpHandler
	String onCommand(String[] words) {
		return switch (words[0].toUpperCase(Locale.ROOT)) {
			case "PING" -> "+PONG\r\n";
			case "GET" -> bulk(this.values.get(words[1]));
			case "SET" -> {
				this.values.put(words[1], words[2]);
				yield "+OK\r\n";
			}
			default -> "-ERR unknown command\r\n";
		};
	}

	private static String bulk(@Nullable String value) {
		return (value != null) ? "$" + value.getBytes(StandardCharsets.UTF_8).length + "\r\n" + value + "\r\n"
				: "$-1\r\n";
	}

}
