package io.netpool.sample.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chromium without a window, as Debian's packages {@code chromium} and
 * {@code chromium-driver} install it.
 */
final class Browser implements AutoCloseable {

	private static final Path PROGRAM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private final Path profile;

	private final ChromeDriver driver;

	private Browser(Path profile, ChromeDriver driver) {
		this.profile = profile;
		this.driver = driver;
	}

	/**
	 * Skips the test where there is no Chromium.
	 */
	static Browser start() throws IOException {
		for (Path program : List.of(PROGRAM, DRIVER)) {
			Assumptions.assumeTrue(Files.isExecutable(program), () -> program + " is not installed");
		}
		Path profile = Files.createTempDirectory("netpool-browser");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.usingAnyFreePort()
			.build();
		return new Browser(profile, new ChromeDriver(service, options(profile)));
	}

	private static ChromeOptions options(Path profile) {
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(PROGRAM.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + profile);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
		return options;
	}

	/**
	 * Open an address as on a desktop, and forget what the page before complained about.
	 */
	void open(String address) {
		this.driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		leave();
		complaints();
		this.driver.get(address);
	}

	void leave() {
		this.driver.get("about:blank");
	}

	/**
	 * Be a phone of this width: no window gets as narrow.
	 */
	void width(int pixels) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", true));
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	int count(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).size();
	}

	void sees(String selector, String text) {
		Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(find(selector).getText()).contains(text));
	}

	void counts(String selector, int expected) {
		Awaitility.await().until(() -> count(selector), (number) -> number == expected);
	}

	Object evaluate(String script) {
		return this.driver.executeScript("return " + script);
	}

	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
