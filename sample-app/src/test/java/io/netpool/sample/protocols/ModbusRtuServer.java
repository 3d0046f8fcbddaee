package io.netpool.sample.protocols;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Reads the first register of the meters behind each modem that connects.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class ModbusRtuServer {

	final Map<Integer, Integer> readings = new ConcurrentHashMap<>();

	@TcpConnected
	byte[] onModem() {
		return new byte[] { 1, 3, 0, 0, 0, 1 };
	}

	@TcpHandler("0x03")
	void onAnswer(ByteBuffer answer, TcpConnection modem) {
		this.readings.put((int) answer.get(0), (int) answer.getShort(3));
		modem.close();
	}

}
