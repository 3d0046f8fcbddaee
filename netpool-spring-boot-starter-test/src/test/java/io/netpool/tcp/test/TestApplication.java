package io.netpool.tcp.test;

import java.security.Principal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Greets who says a name. Its pool {@code admin} has messages without framing, its pool
 * {@code orders} has objects.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class TestApplication {

	static final String PORT = "netpool.tcp.port=0";

	static final String ADMIN_PORT = "netpool.tcp.pools.admin.port=0";

	static final String ADMIN_FRAMING = "netpool.tcp.pools.admin.framing.mode=raw";

	static final String ORDERS_PORT = "netpool.tcp.pools.orders.port=0";

	final Queue<CloseReason> ends = new ConcurrentLinkedQueue<>();

	@TcpHandler
	String greet(String name) {
		return "hello " + name;
	}

	@TcpHandler("QUIT")
	String quit(TcpConnection connection) {
		connection.close();
		return "bye";
	}

	@TcpHandler("WHO")
	String who(Principal principal) {
		return String.valueOf(principal);
	}

	@TcpHandler(route = "STARTTLS", pool = "admin")
	void startTls(TcpConnection connection) {
		connection.startTls("go ahead");
	}

	@TcpDisconnected
	void end(CloseReason reason) {
		this.ends.add(reason);
	}

	@TcpHandler(pool = "admin")
	List<String> obey(String name) {
		return List.of("at your service, ", name);
	}

	@TcpHandler(route = "QUIT", pool = "admin")
	String quitAdmin(TcpConnection connection) {
		connection.close();
		return "bye\tbye";
	}

	@TcpHandler(pool = "orders")
	Order order(Order order) {
		return new Order(order.item(), order.count() + 1);
	}

	record Order(String item, int count) {

	}

}
