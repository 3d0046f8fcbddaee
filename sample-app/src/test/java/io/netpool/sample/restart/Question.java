package io.netpool.sample.restart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One question on a connection of its own.
 */
final class Question {

	static final String TEXT = "who?";

	private Question() {
	}

	/**
	 * Ask who answers on a port.
	 * @return the answer, empty where there is none
	 */
	static String of(int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(2000);
			socket.getOutputStream().write((TEXT + "\n").getBytes(StandardCharsets.US_ASCII));
			String answer = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
			return (answer != null) ? answer : "";
		}
	}

}
