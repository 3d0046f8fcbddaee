package io.netpool.sample.protocols;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * A platform for vehicles that speak JT/T 808 (2013): it acknowledges heart-beats and
 * locations.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Jt808Server {

	final Map<String, Location> locations = new ConcurrentHashMap<>();

	@TcpHandler("0x0002")
	byte[] onHeartbeat(ByteBuffer message) {
		return acknowledge(Header.of(message));
	}

	@TcpHandler("0x0200")
	byte[] onLocation(ByteBuffer message) {
		Header header = Header.of(message);
		this.locations.put(header.phone(), Location.of(message));
		return acknowledge(header);
	}

	/**
	 * The platform's general response: the serial number and the id of the message, and 0
	 * for success.
	 */
	private static byte[] acknowledge(Header header) {
		return ByteBuffer.allocate(17)
			.putShort((short) 0x8001)
			.putShort((short) 5)
			.put(HexFormat.of().parseHex(header.phone()))
			.putShort(header.serial())
			.putShort(header.serial())
			.putShort(header.id())
			.put((byte) 0)
			.array();
	}

	record Header(short id, short attributes, String phone, short serial) {

		static Header of(ByteBuffer message) {
			short id = message.getShort();
			short attributes = message.getShort();
			byte[] phone = new byte[6];
			message.get(phone);
			return new Header(id, attributes, HexFormat.of().formatHex(phone), message.getShort());
		}

	}

	record Location(int alarms, int status, double latitude, double longitude) {

		static Location of(ByteBuffer body) {
			return new Location(body.getInt(), body.getInt(), body.getInt() / 1e6, body.getInt() / 1e6);
		}

	}

}
