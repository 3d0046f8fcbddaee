package io.netpool.sample.gateway;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpExchangeException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the application asks of trackers.
 */
@RestController
@RequestMapping("/trackers/{imei}")
class TrackerController {

	private final TcpConnections connections;

	private final JdbcClient database;

	private final AtomicInteger commands = new AtomicInteger();

	TrackerController(TcpConnections connections, JdbcClient database) {
		this.connections = connections;
		this.database = database;
	}

	@PostMapping("/commands")
	CompletionStage<String> command(@PathVariable String imei, @RequestBody String text) {
		int id = this.commands.incrementAndGet();
		return this.connections.identifiedBy("imei", imei)
			.exchange(Gt06.command(id, text), ByteBuffer.class, (message) -> Gt06.isAnswer(message, id))
			.thenApply(Gt06::text);
	}

	@GetMapping("/positions")
	List<Position> positions(@PathVariable String imei) {
		return this.database.sql("select time, latitude, longitude, speed from position where imei = ? order by time")
			.param(imei)
			.query(Position.class)
			.list();
	}

	@ExceptionHandler
	ResponseEntity<String> onFailure(TcpExchangeException failure) {
		HttpStatus status = switch (failure.reason()) {
			case NO_CONNECTION -> HttpStatus.NOT_FOUND;
			case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
			default -> HttpStatus.BAD_GATEWAY;
		};
		return ResponseEntity.status(status).body(failure.getMessage());
	}

}
