package io.netpool.sample.protocols;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Takes HL7 messages over MLLP and acknowledges each.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class MllpServer {

	@TcpHandler
	String onMessage(String message) {
		String[] header = message.split("\r")[0].split("\\|");
		String controlId = header[9];
		return "MSH|^~\\&|" + header[4] + "|" + header[5] + "|" + header[2] + "|" + header[3] + "|||ACK|" + controlId
				+ "|P|2.5\rMSA|AA|" + controlId + "\r";
	}

}
