package io.netpool.sample.live;

import java.io.IOException;
import java.net.Socket;
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
	void aClientThatConnectsFillsACellAndHasARow() throws IOException {
		browser.counts(".cells i", 1024);
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
				first.setSoTimeout(10_000);
				assertThat(first.getInputStream().readAllBytes()).asString().startsWith("Welcome.");
				browser.counts(".connections tbody tr", 1);
				browser.sees(".connections tbody [data-label=Address]", ":" + second.getLocalPort());
			}
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
		browser.counts(".cells i", 1000);
		browser.sees("[data-cells-note]", "One cell is 3 acceptors.");
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
			browser.counts(".cells .busy", 2);
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
		Awaitility.await().until(() -> !this.stream.isTicking());
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
