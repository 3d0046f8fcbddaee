package io.netpool.tcp.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class TcpLoggingContextTests {

	private static final Map<String, String> INSIDE = Map.of("netpool.connection", "1a", "netpool.pool", "default");

	private final List<Map<String, String>> seen = new CopyOnWriteArrayList<>();

	private final TcpConnection connection = PlayedLane.connection();

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@ParameterizedTest
	@EnumSource
	void eachPieceOfAMessageHasIt(HandlerShape shape) {
		TcpEndpoint endpoint = logged(shape);
		PlayedLane.anyhow(() -> PlayedLane.handle(endpoint, this.connection, "hi"));
		assertThat(this.seen).hasSize(shape.pieces()).containsOnly(INSIDE);
	}

	@ParameterizedTest
	@EnumSource
	void afterwardsItIsAsBefore(HandlerShape shape) {
		MDC.put("netpool.pool", "outer");
		MDC.put("other", "kept");
		PlayedLane.anyhow(() -> PlayedLane.handle(logged(shape), this.connection, "hi"));
		assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("netpool.pool", "outer", "other", "kept"));
	}

	@Test
	void whatIsToldOfConnectionsHasItToo() throws Throwable {
		TcpEndpoint endpoint = logged(HandlerShape.CONTINUATION);
		SettledReply.of(endpoint.connected(this.connection));
		endpoint.disconnected(this.connection, CloseReason.CLIENT);
		assertThat(this.seen).hasSize(3).containsOnly(INSIDE);
		assertThat(MDC.get("netpool.connection")).isNull();
	}

	@Test
	void connectionsAreFollowedNoMoreThanBefore() {
		assertThat(logged(HandlerShape.VALUE).handlesConnectionEvents()).isFalse();
	}

	private TcpEndpoint logged(HandlerShape shape) {
		return new TcpLoggingContext().decorate("default",
				shape.endpoint(() -> this.seen.add(MDC.getCopyOfContextMap()
					.entrySet()
					.stream()
					.filter((entry) -> entry.getKey().startsWith("netpool."))
					.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))));
	}

}
