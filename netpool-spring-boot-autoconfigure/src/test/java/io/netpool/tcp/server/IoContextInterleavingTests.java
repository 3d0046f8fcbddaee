package io.netpool.tcp.server;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.interleaving.Interleaved;
import io.netpool.tcp.interleaving.Steps;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that the event loop attends to a connection after each request of another
 * thread, in whatever order they take their steps.
 */
@Interleaved
class IoContextInterleavingTests {

	private final LoneConnection connection = new LoneConnection(TestEndpoint.echo());

	private void request() {
		this.connection.connection().requestAttention();
		this.connection.connection().io().signal();
	}

	@Test
	void noRequestIsForgottenWhileOthersAreServed() {
		try (this.connection) {
			Steps.start(this::request);
			Steps.start(this::request);
			this.connection.turn();
			Steps.step();
			this.connection.turn();
			Steps.awaitOthers();
			while (this.connection.turn()) {
				Steps.step();
			}
			assertThat(this.connection.awaitsAttention()).isFalse();
		}
	}

	@Test
	void whatIsRequestedWhileTheEventLoopAttendsIsDone() {
		try (this.connection) {
			Steps.start(this::request);
			Steps.start(() -> this.connection.connection().closer().finish(CloseReason.CLIENT));
			this.connection.turn();
			Steps.awaitOthers();
			while (this.connection.turn()) {
				Steps.step();
			}
			assertThat(this.connection.outbound().isClosed()).isTrue();
		}
	}

	@Test
	void aRequestWithoutASignalIsFoundByTheNext() {
		try (this.connection) {
			Steps.start(this.connection.connection()::requestAttention);
			Steps.start(this.connection.connection().io()::signalIfRequested);
			this.connection.turn();
			Steps.awaitOthers();
			this.connection.connection().io().signalIfRequested();
			while (this.connection.turn()) {
				Steps.step();
			}
			assertThat(this.connection.awaitsAttention()).isFalse();
		}
	}

}
