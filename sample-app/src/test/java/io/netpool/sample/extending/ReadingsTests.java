package io.netpool.sample.extending;

import io.netpool.tcp.test.TcpConversation;
import io.netpool.tcp.test.TcpHandlers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Readings} with their converter and interceptor, without a socket.
 */
class ReadingsTests {

	private final KnownSensors knownSensors = new KnownSensors();

	private final TcpConversation conversation = TcpHandlers
		.of(new Readings(), new ReadingConverter(), this.knownSensors)
		.connect();

	@Test
	void theGreatestValueIsTheReply() {
		assertThat(this.conversation.exchange("t1=21.5")).containsExactly("t1=21.5");
		assertThat(this.conversation.exchange("t1=19.0")).containsExactly("t1=21.5");
	}

	@Test
	void aReadingOfAnUnknownSensorIsIgnored() {
		assertThat(this.conversation.exchange("t3=21.5")).isEmpty();
	}

	@Test
	void aMessageThatIsNoReadingIsAnErrorAndCounted() {
		assertThat(this.conversation.exchange("t1")).containsExactly("ERROR a reading is written as sensor=value");
		assertThat(this.knownSensors.failures()).isEqualTo(1);
	}

}
