package io.netpool.sample.protocols;

import java.nio.ByteBuffer;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Ten holding registers for Modbus/TCP clients.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class ModbusTcpServer {

	private final short[] registers = { 230, 231, 229, 0, 0, 0, 0, 0, 0, 0 };

	@TcpHandler("0x03")
	byte[] onRead(ByteBuffer request) {
		int first = request.getShort(8);
		int count = request.getShort(10);
		if (first < 0 || count < 1 || first + count > this.registers.length) {
			return refuse(request, 2);
		}
		ByteBuffer answer = header(request, 1 + 2 * count).put((byte) 3).put((byte) (2 * count));
		for (int i = 0; i < count; i++) {
			answer.putShort(this.registers[first + i]);
		}
		return answer.array();
	}

	@TcpHandler
	byte[] onAnythingElse(ByteBuffer request) {
		return refuse(request, 1);
	}

	private static byte[] refuse(ByteBuffer request, int exception) {
		return header(request, 1).put((byte) (request.get(7) | 0x80)).put((byte) exception).array();
	}

	/**
	 * The transaction, the protocol, the length, which is filled in, and the unit.
	 * @param data the number of bytes after the function code
	 */
	private static ByteBuffer header(ByteBuffer request, int data) {
		return ByteBuffer.allocate(8 + data)
			.putShort(request.getShort(0))
			.putShort((short) 0)
			.putShort((short) 0)
			.put(request.get(6));
	}

}
