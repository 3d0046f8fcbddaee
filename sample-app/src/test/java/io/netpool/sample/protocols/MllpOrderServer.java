package io.netpool.sample.protocols;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Sends HL7 orders over MLLP to an analyzer that has connected, one after the other, and
 * takes its results.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class MllpOrderServer {

	final Queue<Order> orders = new ConcurrentLinkedQueue<>();

	MllpOrderServer() {
		this.orders.add(new Order("4711", "GLU"));
		this.orders.add(new Order("4712", "HGB"));
	}

	@TcpConnected
	void onAnalyzer(TcpConnection analyzer) {
		Order order = this.orders.peek();
		if (order != null) {
			analyzer.exchange(order.message(), String.class, order::isAcknowledgedBy)
				.thenApply((acknowledgement) -> this.orders.remove(order))
				.thenRun(() -> onAnalyzer(analyzer));
		}
	}

	@TcpHandler
	String onResult(String result) {
		return header("ACK", "A" + field(result, "MSH", 9)) + "MSA|AA|" + field(result, "MSH", 9) + "\r";
	}

	private static String header(String type, String controlId) {
		return "MSH|^~\\&|LIS|MAIN|ANALYZER|LAB|||" + type + "|" + controlId + "|P|2.5\r";
	}

	/**
	 * The field after so many separators, of the first segment of a type.
	 */
	private static String field(String message, String segment, int separators) {
		return message.lines()
			.filter((line) -> line.startsWith(segment))
			.findFirst()
			.map((line) -> line.split("\\|", -1)[separators])
			.orElse("");
	}

	/**
	 * An order. Its number is the control id of its message, which the acknowledgement
	 * repeats in MSA-2.
	 */
	record Order(String number, String test) {

		String message() {
			return header("OML^O21", this.number) + "ORC|NW|" + this.number + "\rOBR|1|" + this.number + "||"
					+ this.test + "\r";
		}

		boolean isAcknowledgedBy(String message) {
			return field(message, "MSA", 2).equals(this.number);
		}

	}

}
