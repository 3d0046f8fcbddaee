package io.netpool.sample.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each recipe of the pages on framing and devices works: with its settings, its server
 * answers a client as it says.
 */
class FramingRecipesTests {

	private static final Pattern ESCAPE = Pattern.compile("\\\\(?:r|n|x(\\p{XDigit}{2}))");

	@ParameterizedTest
	@MethodSource("recipes")
	void aRecipeIsWhatGoesOverTheWire(Recipe recipe) throws Exception {
		try (ConfigurableApplicationContext server = recipe.start()) {
			TcpAcceptorPool pool = server.getBean(TcpAcceptorPool.class);
			List<String> conversation = recipe.conversation();
			for (List<String> connection : recipe.connections()) {
				play(connection, pool.port());
			}
			TcpPoolStatistics counted = pool.statistics();
			assertThat(counted.messages().received()).as("frames that the client sent")
				.isEqualTo(conversation.stream().filter((line) -> line.startsWith(">")).count());
			assertThat(counted.messages().failed()).as("frames that failed").isZero();
			assertThat(counted.exchanges().ended(ExchangeOutcome.CLOSED).count()).as("commands that were not answered")
				.isZero();
		}
	}

	private static void play(List<String> conversation, int port) throws IOException {
		try (Socket client = new Socket("localhost", port)) {
			client.setSoTimeout(10_000);
			for (String line : conversation) {
				byte[] frame = bytes(line.substring(2));
				if (line.startsWith("> ")) {
					client.getOutputStream().write(frame);
				}
				else {
					assertThat(line).startsWith("< ");
					assertThat(client.getInputStream().readNBytes(frame.length)).asString(StandardCharsets.ISO_8859_1)
						.isEqualTo(new String(frame, StandardCharsets.ISO_8859_1));
				}
			}
			client.shutdownOutput();
			assertThat(client.getInputStream().readAllBytes()).as("what the recipe does not say").isEmpty();
		}
	}

	private static byte[] bytes(String line) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Matcher escape = ESCAPE.matcher(line);
		int from = 0;
		while (escape.find()) {
			bytes.writeBytes(line.substring(from, escape.start()).getBytes(StandardCharsets.UTF_8));
			int value = switch (line.charAt(escape.start() + 1)) {
				case 'r' -> '\r';
				case 'n' -> '\n';
				default -> Integer.parseInt(escape.group(1), 16);
			};
			bytes.write(value);
			from = escape.end();
		}
		bytes.writeBytes(line.substring(from).getBytes(StandardCharsets.UTF_8));
		return bytes.toByteArray();
	}

	static Stream<Recipe> recipes() {
		return Stream.of("docs/framing.md", "docs/devices.md")
			.flatMap((page) -> Recipe.of(new Page(Page.ROOT.resolve(page))));
	}

}
