package io.netpool.sample.gateway;

import java.nio.ByteBuffer;
import java.security.Principal;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What trackers send. The route is the type of a message.
 */
@Component
class Trackers {

	static final String GROUP = "trackers";

	private final JdbcClient database;

	Trackers(JdbcClient database) {
		this.database = database;
	}

	@TcpHandler(route = "0x01", permitAll = true)
	byte[] onLogin(byte[] message, TcpConnection tracker) {
		String imei = Gt06.imei(message);
		tracker.principal(() -> imei);
		tracker.claim("imei", imei);
		tracker.join(GROUP);
		return Gt06.acknowledgement(message);
	}

	@TcpHandler("0x13")
	byte[] onHeartbeat(byte[] message) {
		return Gt06.acknowledgement(message);
	}

	@TcpHandler("0x12")
	void onPosition(ByteBuffer message, Principal tracker) {
		Position position = Gt06.position(message);
		this.database.sql("insert into position values (?, ?, ?, ?, ?)")
			.params(tracker.getName(), position.time(), position.latitude(), position.longitude(), position.speed())
			.update();
	}

}
