package io.netpool.sample.protocols;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * A platform for vehicles that speak JT/T 808 (2013): it acknowledges what they send, and
 * sends texts to their drivers.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Jt808Server {

	private static final Charset GBK = Charset.forName("GBK");

	private static final short GENERAL_RESPONSE = 0x0001;

	private static final short TEXT = (short) 0x8300;

	private static final byte ON_THE_SCREEN = 0x04;

	final Map<String, Location> locations = new ConcurrentHashMap<>();

	private final AtomicInteger serials = new AtomicInteger();

	private final TcpConnections connections;

	Jt808Server(TcpConnections connections) {
		this.connections = connections;
	}

	@TcpHandler("0x0102")
	byte[] onAuthentication(ByteBuffer message, TcpConnection vehicle) {
		Header header = Header.of(message);
		vehicle.claim("phone", header.phone());
		return acknowledge(header);
	}

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
	 * Shows a text to the driver.
	 * @return the result in the vehicle's general response, 0 for success
	 */
	CompletionStage<Integer> show(String phone, String text) {
		short serial = (short) this.serials.incrementAndGet();
		byte[] content = text.getBytes(GBK);
		ByteBuffer body = ByteBuffer.allocate(1 + content.length).put(ON_THE_SCREEN).put(content);
		return this.connections.identifiedBy("phone", phone)
			.exchange(message(TEXT, phone, serial, body), ByteBuffer.class,
					(answer) -> isResponse(answer, TEXT, serial))
			.thenApply((response) -> (int) response.get(Header.LENGTH + 4));
	}

	/**
	 * Whether a message is the vehicle's general response to a command.
	 */
	private static boolean isResponse(ByteBuffer message, short command, short serial) {
		return message.limit() == Header.LENGTH + 5 && message.getShort(0) == GENERAL_RESPONSE
				&& message.getShort(Header.LENGTH) == serial && message.getShort(Header.LENGTH + 2) == command;
	}

	/**
	 * The platform's general response: the serial number and the id of the message, and 0
	 * for success.
	 */
	private static byte[] acknowledge(Header header) {
		ByteBuffer body = ByteBuffer.allocate(5).putShort(header.serial()).putShort(header.id()).put((byte) 0);
		return message((short) 0x8001, header.phone(), header.serial(), body);
	}

	private static byte[] message(short id, String phone, short serial, ByteBuffer body) {
		return ByteBuffer.allocate(Header.LENGTH + body.capacity())
			.putShort(id)
			.putShort((short) body.capacity())
			.put(HexFormat.of().parseHex(phone))
			.putShort(serial)
			.put(body.array())
			.array();
	}

	record Header(short id, short attributes, String phone, short serial) {

		static final int LENGTH = 12;

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
