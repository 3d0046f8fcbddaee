package io.netpool.tcp.server.admission;

import io.netpool.tcp.server.admission.AcceptGate.Cause;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptGate}.
 */
class AcceptGateTests {

	private final EmbeddedChannel listening = new EmbeddedChannel();

	private final AcceptGate gate = new AcceptGate(this.listening);

	@AfterEach
	void close() {
		this.listening.close();
	}

	@Test
	void itIsOpenWhileNothingSpeaksAgainstIt() {
		assertThat(this.gate.isClosed()).isFalse();
		assertThat(this.gate.close(Cause.FULL)).isTrue();
		assertThat(this.gate.isClosed()).isTrue();
		assertThat(this.listening.config().isAutoRead()).isFalse();
		this.gate.open(Cause.FULL);
		assertThat(this.gate.isClosed()).isFalse();
		assertThat(this.listening.config().isAutoRead()).isTrue();
	}

	@Test
	void theEndOfOneCauseDoesNotEndAnother() {
		this.gate.close(Cause.FULL);
		this.gate.close(Cause.OPERATOR);
		this.gate.open(Cause.FULL);
		assertThat(this.gate.isClosed()).isTrue();
		assertThat(this.gate.isClosedBy(Cause.FULL)).isFalse();
		assertThat(this.gate.isClosedBy(Cause.OPERATOR)).isTrue();
		assertThat(this.listening.config().isAutoRead()).isFalse();
	}

	@Test
	void aCauseThatIsKnownIsNotNew() {
		assertThat(this.gate.close(Cause.RATE)).isTrue();
		assertThat(this.gate.close(Cause.RATE)).isFalse();
		this.gate.open(Cause.RATE);
		assertThat(this.gate.close(Cause.RATE)).isTrue();
	}

}
