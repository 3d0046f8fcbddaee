package io.netpool.sample.chat;

import java.security.Principal;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * A chat room. The first line that a client sends is its name, which becomes its
 * principal; every further line is sent to all members.
 * <p>
 * Lines of different clients are handled concurrently. Only joining and leaving are
 * synchronized, so that all members see them in the same order. With the profile
 * {@code cluster}, members of all instances are in the room.
 */
@Component
class ChatRoom {

	private static final String ROOM = "room";

	private final Members members;

	private final TcpConnections connections;

	ChatRoom(Members members, TcpConnections connections) {
		this.members = members;
		this.connections = connections;
	}

	@TcpConnected
	String onConnected() {
		return "Welcome. What is your name?";
	}

	@TcpHandler
	String onLine(String line, TcpConnection connection) {
		String text = line.strip();
		String name = name(connection);
		return switch (text) {
			case "" -> null;
			case "/quit" -> quit(connection);
			case "/who" -> "In the room: " + String.join(", ", this.members.names());
			default -> (name != null) ? say(name, text) : join(text, connection);
		};
	}

	@TcpDisconnected
	synchronized void onDisconnected(TcpConnection connection) {
		String name = name(connection);
		if (name != null) {
			this.members.remove(name);
			sendToAll("* " + name + " left");
		}
	}

	private static @Nullable String name(TcpConnection connection) {
		Principal member = connection.principal();
		return (member != null) ? member.getName() : null;
	}

	private synchronized String join(String name, TcpConnection connection) {
		if (!name.matches("[\\p{L}\\p{N}_-]{1,20}")) {
			return "A name is 1 to 20 letters, digits, '-' or '_'. What is yours?";
		}
		if (!this.members.add(name)) {
			return "The name " + name + " is taken. What is yours?";
		}
		connection.principal(() -> name);
		connection.join(ROOM);
		sendToAll("* " + name + " joined");
		return "Say something, or /who, or /quit.";
	}

	private String say(String name, String text) {
		sendToAll(name + ": " + text);
		return null;
	}

	private String quit(TcpConnection connection) {
		connection.close();
		return "Goodbye.";
	}

	private void sendToAll(String line) {
		this.connections.group(ROOM).send(line);
	}

}
