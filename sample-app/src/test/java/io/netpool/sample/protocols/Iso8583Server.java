package io.netpool.sample.protocols;

import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpRouteResolver;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Answers the echo of ISO 8583, a network management request.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Iso8583Server {

	private static final int BEHIND_BITMAP = 20;

	@Bean
	TcpRouteResolver messageTypeIndicator() {
		return (message, connection) -> ((String) message).substring(0, 4);
	}

	/**
	 * Field 11, the trace number, comes back beside field 39, the response code.
	 */
	@TcpHandler("0800")
	String onEcho(String request) {
		String trace = request.substring(BEHIND_BITMAP, BEHIND_BITMAP + 6);
		return "0810" + "0020000002000000" + trace + "00";
	}

}
