package io.netpool.sample.protocols;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * A broker for a part of MQTT 3.1.1: CONNECT, SUBSCRIBE to whole topics, PUBLISH with QoS
 * 0 and 1, PINGREQ. A topic is a group of connections.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class MqttServer {

	private final TcpConnections connections;

	MqttServer(TcpConnections connections) {
		this.connections = connections;
	}

	@TcpHandler
	byte[] onPacket(byte[] packet, TcpConnection connection) {
		ByteBuffer content = ByteBuffer.wrap(packet, lengthOfHeader(packet), packet.length - lengthOfHeader(packet));
		return switch ((packet[0] & 0xF0) >> 4) {
			case 1 -> bytes(0x20, 2, 0, 0);
			case 3 -> publish(packet[0], content);
			case 8 -> subscribe(content, connection);
			case 12 -> bytes(0xD0, 0);
			case 14 -> {
				connection.close();
				yield null;
			}
			default -> null;
		};
	}

	private byte[] publish(int flags, ByteBuffer content) {
		String topic = text(content);
		int qos = (flags & 0x06) >> 1;
		byte[] acknowledgement = (qos == 1) ? bytes(0x40, 2, content.get(), content.get()) : null;
		byte[] payload = new byte[content.remaining()];
		content.get(payload);
		this.connections.group(topic).send(publication(topic.getBytes(StandardCharsets.UTF_8), payload));
		return acknowledgement;
	}

	private static byte[] publication(byte[] topic, byte[] payload) {
		ByteBuffer packet = ByteBuffer.allocate(1 + 4 + 2 + topic.length + payload.length);
		packet.put((byte) 0x30);
		int rest = 2 + topic.length + payload.length;
		for (; rest > 0x7F; rest >>= 7) {
			packet.put((byte) (rest & 0x7F | 0x80));
		}
		packet.put((byte) rest).putShort((short) topic.length).put(topic).put(payload);
		return Arrays.copyOf(packet.array(), packet.position());
	}

	private static byte[] subscribe(ByteBuffer content, TcpConnection connection) {
		byte high = content.get();
		byte low = content.get();
		connection.join(text(content));
		return bytes(0x90, 3, high, low, 0);
	}

	private static int lengthOfHeader(byte[] packet) {
		int length = 2;
		while (packet[length - 1] < 0) {
			length++;
		}
		return length;
	}

	private static String text(ByteBuffer content) {
		byte[] text = new byte[content.getShort()];
		content.get(text);
		return new String(text, StandardCharsets.UTF_8);
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

}
