package io.netpool.sample.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.SocketFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Someone at a terminal: sends lines and sees lines, and waits ten seconds for one at
 * most.
 */
final class ChatClient implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader in;

	private final PrintWriter out;

	private ChatClient(Socket socket) throws IOException {
		socket.setSoTimeout(10_000);
		this.socket = socket;
		this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
		this.out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
	}

	static ChatClient connect(int port) throws IOException {
		return connect(SocketFactory.getDefault(), port);
	}

	static ChatClient connect(SocketFactory factory, int port) throws IOException {
		ChatClient client = new ChatClient(factory.createSocket("localhost", port));
		client.sees("Welcome. What is your name?");
		return client;
	}

	static ChatClient join(String name, int port) throws IOException {
		ChatClient client = connect(port);
		client.joins(name);
		return client;
	}

	void joins(String name) throws IOException {
		says(name);
		sees("* " + name + " joined");
		sees("Say something, or /who, or /quit.");
	}

	void says(String line) {
		this.out.print(line + "\n");
		this.out.flush();
	}

	void sees(String line) throws IOException {
		assertThat(nextLine()).isEqualTo(line);
	}

	void seesTheEnd() throws IOException {
		assertThat(nextLine()).isNull();
	}

	String nextLine() throws IOException {
		return this.in.readLine();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
