package io.netpool.sample.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;

import com.jayway.jsonpath.JsonPath;

/**
 * Reads the stream as the page does, and waits ten seconds for an event at most.
 */
final class LiveEvents implements AutoCloseable {

	private final BufferedReader lines;

	private LiveEvents(BufferedReader lines) {
		this.lines = lines;
	}

	static LiveEvents open(int port) throws IOException {
		URLConnection connection = URI.create("http://localhost:" + port + "/live").toURL().openConnection();
		connection.setReadTimeout(10_000);
		return new LiveEvents(
				new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
	}

	/**
	 * The data of the next event, {@code null} at the end of the stream.
	 */
	String next() throws IOException {
		String line = this.lines.readLine();
		while (line != null && !line.startsWith("data:")) {
			line = this.lines.readLine();
		}
		return line;
	}

	<T> T next(String path) throws IOException {
		return read(next(), path);
	}

	static <T> T read(String event, String path) {
		return JsonPath.read(event.substring("data:".length()), path);
	}

	/**
	 * Skip events until one has this value. The first event is the history.
	 */
	void await(String path, Object value) throws IOException {
		Object seen = null;
		while (!value.equals(seen)) {
			String event = next();
			seen = event.startsWith("data:[") ? null : read(event, path);
		}
	}

	@Override
	public void close() throws IOException {
		this.lines.close();
	}

}
