package io.netpool.tcp.test.reactive;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool and a reactive web server that end together.
 */
class ReactiveShutdownTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Test
	void bothDrainAtTheSameTime() throws Exception {
		try (ConfigurableApplicationContext context = SpringApplication.run(Unhurried.class, "--netpool.tcp.port=0",
				"--server.port=0"); Socket client = connect(port(context, "local.netpool.tcp.port"))) {
			int webPort = port(context, "local.server.port");
			client.setSoTimeout((int) PATIENCE.toMillis());
			client.getOutputStream().write("question\n".getBytes(StandardCharsets.UTF_8));
			CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
				.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + webPort + "/question")).build(),
						BodyHandlers.ofString());
			Unhurried unhurried = context.getBean(Unhurried.class);
			assertThat(unhurried.asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("both were asked").isTrue();
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
			TcpAcceptorPool pool = context.getBean(TcpAcceptorPool.class);
			Awaitility.await().until(() -> pool.state() == State.DRAINING && refuses(webPort));
			unhurried.answer.complete("answer");
			assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answer\n");
			assertThat(response).succeedsWithin(PATIENCE).extracting(HttpResponse::body).isEqualTo("answer");
			assertThat(closed).succeedsWithin(PATIENCE);
		}
	}

	private static boolean refuses(int port) throws IOException {
		try (Socket socket = connect(port)) {
			return !socket.isConnected();
		}
		catch (ConnectException ex) {
			return true;
		}
	}

	private static Socket connect(int port) throws IOException {
		return new Socket(InetAddress.getLoopbackAddress(), port);
	}

	private static int port(ConfigurableApplicationContext context, String key) {
		return context.getEnvironment().getRequiredProperty(key, int.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Unhurried {

		final CountDownLatch asked = new CountDownLatch(2);

		final CompletableFuture<String> answer = new CompletableFuture<>();

		@TcpHandler
		CompletableFuture<String> onMessage(String message) {
			this.asked.countDown();
			return this.answer;
		}

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route().GET("/question", (request) -> {
				this.asked.countDown();
				return ServerResponse.ok().body(Mono.fromFuture(this.answer), String.class);
			}).build();
		}

	}

}
