package io.netpool.sample.extending;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.test.TcpHandlers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Sessions} with their route resolver, without a socket.
 */
class SessionsTests {

	@Test
	void theSecondFieldSelectsTheHandler() {
		HandlerOptions options = new HandlerOptions(StandardCharsets.UTF_8, new FieldRouteResolver(), true, false);
		TcpHandlers handlers = TcpHandlers.of(new Sessions()).options(options);
		assertThat(handlers.exchange("17,LOGIN,ann")).containsExactly("welcome ann");
		assertThat(handlers.exchange("18")).containsExactly("unknown");
	}

}
