package io.netpool.sample.live;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.netpool.sample.chat.ChatApplication;
import io.netpool.tcp.TcpAcceptorPool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a browser.
 */
@SpringBootTest(classes = ChatApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "netpool.tcp.port=0", "logging.level.org.openqa.selenium=error" })
class PageTests {

	@Value("${local.netpool.tcp.port}")
	private int port;

	@Value("${local.server.port}")
	private int webPort;

	@Autowired
	private TcpAcceptorPool pool;

	@Autowired
	private LiveStream stream;

	private static Browser browser;

	@BeforeEach
	void openPage() throws IOException {
		if (browser == null) {
			browser = Browser.start();
		}
		browser.open("http://localhost:" + this.webPort);
		browser.sees("#stream", "live");
		browser.counts(".connections tbody tr", 0);
	}

	@AfterEach
	void putBack() {
		this.stream.start();
		this.pool.resume();
		this.pool.resize(1024);
	}

	@AfterAll
	static void quitBrowser() throws IOException {
		if (browser != null) {
			browser.close();
			browser = null;
		}
	}

	@Test
	void thePageNamesThePool() {
		browser.sees("h2", "Pool default");
	}

	@Test
	void aClientThatConnectsFillsACellAndHasARow() throws IOException {
		this.pool.resize(16);
		browser.counts(".cells i", 16);
		browser.counts(".cells .busy", 0);
		try (Socket client = new Socket("localhost", this.port)) {
			browser.counts(".cells .busy", 1);
			browser.sees(".connections tbody [data-label=Address]", "127.0.0.1:" + client.getLocalPort());
		}
		browser.counts(".cells .busy", 0);
		browser.counts(".connections tbody tr", 0);
	}

	@Test
	void theButtonOfARowClosesItsConnectionAndNoOther() throws IOException {
		try (Socket first = new Socket("localhost", this.port)) {
			browser.counts(".connections tbody tr", 1);
			try (Socket second = new Socket("localhost", this.port)) {
				browser.counts(".connections tbody tr", 2);
				browser.find(".connections tbody tr:first-child button").click();
				browser.sees("#asked", "Close connection ");
				browser.find("#question [value=yes]").click();
				first.setSoTimeout(10_000);
				assertThat(first.getInputStream().readAllBytes()).asString().startsWith("Welcome.");
				browser.counts(".connections tbody tr", 1);
				browser.sees(".connections tbody [data-label=Address]", ":" + second.getLocalPort());
			}
		}
	}

	@Test
	void aConnectionStaysIfTheQuestionIsDismissed() throws IOException {
		try (Socket client = new Socket("localhost", this.port)) {
			browser.counts(".connections tbody tr", 1);
			browser.find(".connections tbody tr button").click();
			browser.sees("#asked", "Close connection ");
			browser.find("#question").sendKeys(Keys.ESCAPE);
			browser.counts("#question[open]", 0);
			client.getOutputStream().write("ann\n".getBytes(StandardCharsets.US_ASCII));
			browser.sees(".connections tbody [data-label=Principal]", "ann");
		}
	}

	@Test
	void whoIsConnectedIsInTheTableAndInTheQuestion() throws IOException {
		try (Socket client = new Socket("localhost", this.port)) {
			client.getOutputStream().write("ann\n".getBytes(StandardCharsets.US_ASCII));
			browser.sees(".connections tbody [data-label=Principal]", "ann");
			browser.find(".connections tbody tr button").click();
			browser.sees("#asked", "Close the connection of ann?");
			browser.find("#question [value=no]").click();
			browser.counts("#question[open]", 0);
		}
	}

	@Test
	void whileNobodyIsConnectedThePageSaysHowTo() throws IOException {
		browser.sees("[data-hint]", "nc localhost " + this.port);
		try (Socket client = new Socket("localhost", this.port)) {
			browser.counts("[data-hint][hidden]", 1);
		}
		browser.counts("[data-hint][hidden]", 0);
	}

	@Test
	void ofManyAcceptorsThatAreNearlyAllIdleThereIsABar() throws IOException {
		browser.counts("[data-bar][hidden]", 0);
		browser.counts(".cells i", 0);
		this.pool.resize(100);
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 5; i++) {
				clients.add(new Socket("localhost", this.port));
			}
			browser.counts(".cells .busy", 5);
			browser.counts("[data-bar][hidden]", 1);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
		browser.counts("[data-bar][hidden]", 0);
	}

	@Test
	void theSettingsThatDifferFromTheirDefaultAreFirst() {
		browser.sees("[data-changed]", "framing.mode line raw");
		browser.sees(".settings summary", "settings that have their default");
	}

	@Test
	void aRefusalStandsOut() throws IOException {
		this.pool.resize(1);
		try (Socket client = new Socket("localhost", this.port)) {
			browser.counts(".connections tbody tr", 1);
			try (Socket refused = new Socket("localhost", this.port)) {
				refused.setSoTimeout(10_000);
				assertThat(refused.getInputStream().readAllBytes()).isEmpty();
			}
			browser.counts("[data-value='connections.refused'].bad", 1);
		}
		browser.counts("[data-value='messages.failed'].bad", 0);
	}

	/**
	 * More points than seconds since the page was opened.
	 */
	@Test
	void aPageThatIsOpenedHasTheHistory() {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::secondsOfHistory, (seconds) -> seconds > 12);
		browser.open("http://localhost:" + this.webPort);
		browser.sees("#stream", "live");
		assertThat((Boolean) browser.evaluate("document.querySelector('[data-chart=messages] path').getAttribute('d')"
				+ ".split('L').length > performance.now() / 1000 + 1"))
			.isTrue();
	}

	private int secondsOfHistory() throws IOException {
		try (LiveEvents events = LiveEvents.open(this.webPort)) {
			return events.<List<?>>next("$").size();
		}
	}

	@Test
	void thePoolIsPausedAndResumed() {
		WebElement button = browser.find("[data-pause]");
		button.click();
		browser.sees(".state", "paused");
		assertThat(this.pool.state()).isEqualTo(TcpAcceptorPool.State.PAUSED);
		assertThat(button.getText()).isEqualTo("Resume");
		button.click();
		browser.sees(".state", "listening");
		assertThat(this.pool.state()).isEqualTo(TcpAcceptorPool.State.LISTENING);
	}

	@Test
	void theNumberOfAcceptorsIsChangedByKeyboard() {
		WebElement field = browser.find("[name=acceptors]");
		field.sendKeys(Keys.chord(Keys.CONTROL, "a"), "3000", Keys.ENTER);
		browser.sees("[data-value='acceptors.limit']", "3,000");
		assertThat(this.pool.acceptors().limit()).isEqualTo(3000);
	}

	@Test
	void aNumberOfAcceptorsThatIsRefusedIsExplained() {
		WebElement field = browser.find("[name=acceptors]");
		field.sendKeys(Keys.chord(Keys.CONTROL, "a"), "0", Keys.ENTER);
		browser.sees("[data-outcome]", "'acceptors' is 0, and must be 1 or more");
		assertThat(this.pool.acceptors().limit()).isEqualTo(1024);
	}

	@Test
	void connectionsBeyondTheNumberOfAcceptorsHaveCellsOfTheirOwn() throws IOException {
		try (Socket one = new Socket("localhost", this.port); Socket other = new Socket("localhost", this.port)) {
			browser.counts(".connections tbody tr", 2);
			this.pool.resize(1);
			browser.counts(".cells .over", 1);
			browser.counts(".cells i", 2);
		}
		browser.counts(".cells i", 1);
	}

	@Test
	void moreThanFiftyConnectionsAreOnSeveralPages() throws IOException {
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 51; i++) {
				clients.add(new Socket("localhost", this.port));
			}
			browser.sees("[data-count]", "1 to 50 of 51");
			browser.find("[data-next]").click();
			browser.sees("[data-count]", "51 to 51 of 51");
			browser.counts(".connections tbody tr", 1);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
		browser.sees("[data-count]", "None is open.");
	}

	@Test
	void chartsHaveATextForThoseWhoDoNotSeeThem() {
		Awaitility.await()
			.until(() -> browser.find("[data-chart=messages] svg").getAttribute("aria-label"),
					(text) -> text != null && text.startsWith("Messages per second in the last two minutes: now "));
	}

	@Test
	void aPageWhoseStreamBreaksSaysSoAndComesBack() {
		this.stream.stop();
		browser.sees("#stream", "reconnecting");
		this.stream.start();
		browser.sees("#stream", "live");
	}

	@Test
	void aPageThatWasLeftHoldsNoConnection() {
		browser.leave();
		Awaitility.await().until(() -> this.stream.openPages() == 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 320, 360, 760, 1000 })
	void nothingIsWiderThanTheWindow(int width) throws IOException {
		try (Socket client = new Socket("localhost", this.port)) {
			browser.counts(".connections tbody tr", 1);
			browser.width(width);
			assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo((long) width);
		}
	}

	@Test
	void theBrowserHasNothingToComplainAbout() throws IOException {
		try (Socket client = new Socket("localhost", this.port)) {
			browser.counts(".connections tbody tr", 1);
		}
		browser.counts(".connections tbody tr", 0);
		assertThat(browser.complaints()).isEmpty();
	}

}
