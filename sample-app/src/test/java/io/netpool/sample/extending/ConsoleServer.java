package io.netpool.sample.extending;

import java.security.Principal;

import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Says who is served, and by which pool.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ AddressPrincipal.class, CurrentPool.class })
class ConsoleServer {

	@TcpHandler("WHO")
	String who(Principal principal) {
		return principal.getName();
	}

	@TcpHandler("POOL")
	String pool() {
		return "pool " + CurrentPool.get();
	}

}
