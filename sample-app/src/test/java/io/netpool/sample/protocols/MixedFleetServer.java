package io.netpool.sample.protocols;

import java.nio.ByteBuffer;

import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpPool;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * A gateway for GT06 trackers and JT/T 808 vehicles on one port.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ MixedFleetServer.Trackers.class, MixedFleetServer.Vehicles.class })
class MixedFleetServer {

	@TcpPool("gt06")
	static class Trackers {

		@TcpHandler("0x01")
		byte[] onLogin(byte[] message) {
			return new byte[] { message[0], message[message.length - 2], message[message.length - 1] };
		}

	}

	@TcpPool("jt808")
	static class Vehicles {

		@TcpHandler("0x0002")
		byte[] onHeartbeat(byte[] message) {
			return ByteBuffer.allocate(17)
				.putInt(0x80010005)
				.put(message, 4, 8)
				.put(message, 10, 2)
				.put(message, 0, 2)
				.put((byte) 0)
				.array();
		}

	}

}
