package io.netpool.sample.protocols;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * A gateway for GT06 trackers, which log in by their IMEI.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Gt06Server {

	final Map<String, Position> positions = new ConcurrentHashMap<>();

	@TcpHandler("0x01")
	byte[] onLogin(byte[] message, TcpConnection tracker) {
		String imei = HexFormat.of().formatHex(message, 1, 9).substring(1);
		tracker.attributes().put("imei", imei);
		tracker.identify("imei", imei);
		return acknowledge(message);
	}

	@TcpHandler("0x13")
	byte[] onHeartbeat(byte[] message) {
		return acknowledge(message);
	}

	@TcpHandler("0x12")
	void onPosition(ByteBuffer message, @TcpAttribute("imei") String imei) {
		this.positions.put(imei, Position.of(message.position(1)));
	}

	/**
	 * The type of the message and its serial number.
	 */
	private static byte[] acknowledge(byte[] message) {
		return new byte[] { message[0], message[message.length - 2], message[message.length - 1] };
	}

	record Position(String time, int satellites, double latitude, double longitude, int speed) {

		static Position of(ByteBuffer content) {
			String time = "20%02d-%02d-%02dT%02d:%02d:%02dZ".formatted(content.get(), content.get(), content.get(),
					content.get(), content.get(), content.get());
			return new Position(time, content.get() & 0x0F, content.getInt() / 1_800_000.0,
					content.getInt() / 1_800_000.0, content.get() & 0xFF);
		}

	}

}
