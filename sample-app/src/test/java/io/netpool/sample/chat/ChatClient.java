package io.netpool.sample.chat;

import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.TcpTestConnection;

/**
 * Someone at a terminal: sends lines and sees lines.
 */
record ChatClient(TcpTestConnection connection) implements AutoCloseable {

	static ChatClient connect(TcpTestClient client) {
		return new ChatClient(client.connect().expectMessage("Welcome. What is your name?"));
	}

	static ChatClient join(String name, TcpTestClient client) {
		ChatClient joining = connect(client);
		joining.joins(name);
		return joining;
	}

	void joins(String name) {
		says(name);
		sees("* " + name + " joined");
		sees("Say something, or /who, or /quit.");
	}

	void says(String line) {
		this.connection.send(line);
	}

	void sees(String line) {
		this.connection.expectMessage(line);
	}

	void seesTheEnd() {
		this.connection.expectClosed();
	}

	String nextLine() {
		return this.connection.readMessage();
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
