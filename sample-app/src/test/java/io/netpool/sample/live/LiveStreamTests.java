package io.netpool.sample.live;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netpool.sample.chat.ChatApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = ChatApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "netpool.tcp.port=0")
class LiveStreamTests {

	@Value("${local.netpool.tcp.port}")
	private int port;

	@Value("${local.server.port}")
	private int webPort;

	@Autowired
	private LiveStream stream;

	@AfterEach
	void startAgain() {
		this.stream.start();
	}

	@Test
	void aPageIsToldTheNumbersOfAPoolInTheWordsOfTheEndpoint() throws IOException {
		try (LiveEvents events = LiveEvents.open(this.webPort)) {
			events.next();
			assertThat(events.next()).contains("\"name\":\"default\",\"state\":\"listening\",\"port\":" + this.port,
					"\"acceptors\":{\"idle\":", ",\"limit\":1024,\"max\":1024}", "\"handler\":{\"time\":\"PT");
		}
	}

	@Test
	void aPageIsToldOfAClientThatComesAndGoes() throws IOException {
		try (LiveEvents events = LiveEvents.open(this.webPort)) {
			events.await("$.pools[0].acceptors.busy", 0);
			try (Socket client = new Socket("localhost", this.port)) {
				events.await("$.pools[0].acceptors.busy", 1);
			}
			events.await("$.pools[0].acceptors.busy", 0);
		}
	}

	@Test
	void everyPageIsToldOfAClient() throws IOException {
		try (LiveEvents one = LiveEvents.open(this.webPort); LiveEvents other = LiveEvents.open(this.webPort)) {
			one.await("$.pools[0].acceptors.busy", 0);
			other.await("$.pools[0].acceptors.busy", 0);
			try (Socket client = new Socket("localhost", this.port)) {
				one.await("$.pools[0].acceptors.busy", 1);
				other.await("$.pools[0].acceptors.busy", 1);
			}
		}
	}

	@Test
	void aPageBeginsWithWhatWasBeforeItWasOpened() throws Exception {
		try (Socket client = new Socket("localhost", this.port); LiveEvents first = LiveEvents.open(this.webPort)) {
			first.await("$.pools[0].acceptors.busy", 1);
		}
		try (LiveEvents first = LiveEvents.open(this.webPort)) {
			first.await("$.pools[0].acceptors.busy", 0);
		}
		try (LiveEvents events = LiveEvents.open(this.webPort)) {
			List<Integer> busy = events.next("$[*].pools[0].acceptors.busy");
			assertThat(busy).contains(0, 1).hasSizeLessThanOrEqualTo(121);
		}
	}

	@Test
	void aPageIsToldWithinWhichTimeNearlyAllMessagesWereHandled() throws IOException {
		try (Socket client = new Socket("localhost", this.port); LiveEvents events = LiveEvents.open(this.webPort)) {
			client.getOutputStream().write("/who\n".getBytes(StandardCharsets.US_ASCII));
			events.next();
			Awaitility.await()
				.until(() -> events.next("$.pools[0].p99"),
						(p99) -> p99 instanceof String text && Duration.parse(text).compareTo(Duration.ZERO) > 0);
		}
	}

	@Test
	void aPageThatIsClosedIsForgotten() throws IOException {
		try (LiveEvents one = LiveEvents.open(this.webPort); LiveEvents other = LiveEvents.open(this.webPort)) {
			assertThat(this.stream.openPages()).isGreaterThanOrEqualTo(2);
		}
		Awaitility.await().until(() -> this.stream.openPages() == 0);
	}

	@Test
	void aStopEndsOpenPages() throws IOException {
		try (LiveEvents events = LiveEvents.open(this.webPort)) {
			events.next();
			this.stream.stop();
			Awaitility.await().until(() -> events.next() == null);
		}
	}

	@Test
	void aPageThatIsOpenedDuringAStopEndsAtOnce() throws IOException {
		this.stream.stop();
		try (LiveEvents events = LiveEvents.open(this.webPort)) {
			assertThat(events.next()).isNull();
		}
	}

	@Test
	void anOpenPageDoesNotHoldUpAGracefulStop() throws IOException {
		ConfigurableApplicationContext context = SpringApplication.run(ChatApplication.class, "--server.port=0",
				"--netpool.tcp.port=0", "--spring.lifecycle.timeout-per-shutdown-phase=60s");
		int port = context.getEnvironment().getRequiredProperty("local.server.port", int.class);
		try (LiveEvents events = LiveEvents.open(port)) {
			events.next();
			assertThat(CompletableFuture.runAsync(context::close)).succeedsWithin(Duration.ofSeconds(20));
		}
	}

}
