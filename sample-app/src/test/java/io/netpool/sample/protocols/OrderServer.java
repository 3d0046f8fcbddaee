package io.netpool.sample.protocols;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpNoRouteException;
import io.netpool.tcp.TcpValidationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Takes orders as JSON objects, each behind its length. The property {@code type} says
 * what a message is.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class OrderServer {

	private final List<Order> orders = new CopyOnWriteArrayList<>();

	@TcpHandler("order")
	Confirmation onOrder(@Valid Order order) {
		this.orders.add(order);
		return new Confirmation(this.orders.size());
	}

	@TcpHandler("list")
	List<Order> onList(Query query) {
		List<Order> found = new ArrayList<>(this.orders);
		found.removeIf((order) -> !order.item().equals(query.item()));
		return found;
	}

	@TcpExceptionHandler
	Problem onInvalid(TcpValidationException ex) {
		return new Problem("invalid");
	}

	@TcpExceptionHandler
	Problem onUnknown(TcpNoRouteException ex) {
		return new Problem("unknown type " + ex.route());
	}

	record Order(@NotBlank String item, @Positive int count) {

	}

	record Query(String item) {

	}

	record Confirmation(int number) {

	}

	record Problem(String error) {

	}

}
