package io.netpool.tcp.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.cluster.ClusterMessage.Acknowledged;
import io.netpool.tcp.cluster.ClusterMessage.Answered;
import io.netpool.tcp.cluster.ClusterMessage.Beat;
import io.netpool.tcp.cluster.ClusterMessage.Claimed;
import io.netpool.tcp.cluster.ClusterMessage.Command;
import io.netpool.tcp.cluster.ClusterMessage.Send;
import io.netpool.tcp.cluster.MessageCodec.Received;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MessageCodec}.
 */
class MessageCodecTests {

	private static final String SENDER = "instance";

	private static final Label ANN = new Label.Identity("name", "ann");

	private static final Target TARGET = new Target("instance-1", "default", List.of(ANN, new Label.Group("room")),
			List.of("instance-2"), Target.Slow.SKIP);

	private static final byte[] BYTES = { 1, 2, 3 };

	static Stream<ClusterMessage> messages() {
		Send text = new Send(TARGET, Payload.of("hällo"), 17, Map.of("traceparent", "x"));
		return Stream.of(text, new Send(Target.ALL, Payload.of(BYTES), 17, Map.of()),
				new Send(Target.ALL, Payload.of(Map.of("default", BYTES)), 17, Map.of()),
				new Command(text, Map.of("default", "n:17"), 1000),
				new Acknowledged(new long[] { 1, 2 }, new int[] { 3, 4 }, new int[] { 5, 6 }),
				new Answered(1, "default", BYTES, null, ""), new Answered(1, "", null, Reason.NO_CONNECTION, "why"),
				new Beat(1, 2, "directory", 3), new Claimed(ANN, 17));
	}

	@ParameterizedTest
	@MethodSource("messages")
	void aMessageIsReadAsItWasWritten(ClusterMessage message) {
		byte[] encoded = MessageCodec.encode(SENDER, message);
		MessageCodec.number(encoded, 5);
		Received received = MessageCodec.decode(encoded);
		assertThat(received.sender()).isEqualTo(SENDER);
		assertThat(received.sequence()).isEqualTo(5);
		assertThat(received.message()).usingRecursiveComparison().isEqualTo(message);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void aMessageThatIsCutOffIsRefused(ClusterMessage message) {
		byte[] encoded = MessageCodec.encode(SENDER, message);
		int complete = (message instanceof Claimed) ? encoded.length - 2 : encoded.length;
		for (int length = 0; length < complete; length++) {
			byte[] part = Arrays.copyOf(encoded, length);
			assertThatIllegalArgumentException().isThrownBy(() -> MessageCodec.decode(part));
		}
	}

	@Property
	void whatIsNoMessageIsRefused(@ForAll byte type, @ForAll byte[] rest) {
		byte[] bytes = new byte[18 + rest.length];
		bytes[0] = 1;
		bytes[1] = (byte) (type & 7);
		System.arraycopy(rest, 0, bytes, 18, rest.length);
		try {
			MessageCodec.decode(bytes);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasMessageNotContaining("null");
		}
	}

	@Test
	void aPayloadOfAPoolThatIsMissingIsRefused() {
		byte[] encoded = MessageCodec.encode(SENDER,
				new Send(Target.ALL, Payload.of(Map.of("default", new byte[0])), 0, Map.of()));
		// the length of the payload: none, before the number of headers
		Arrays.fill(encoded, encoded.length - 8, encoded.length - 4, (byte) -1);
		assertThatIllegalArgumentException().isThrownBy(() -> MessageCodec.decode(encoded));
	}

	@Test
	void otherVersionsAndTypesAreNotKnown() {
		byte[] encoded = MessageCodec.encode(SENDER, new Beat(1, 2, "", 3));
		encoded[1] = 99;
		assertThat(MessageCodec.decode(encoded)).isNull();
		encoded[0] = 2;
		assertThat(MessageCodec.decode(encoded)).isNull();
	}

	@Test
	void aReasonOfANewerVersionIsATimeout() {
		byte[] encoded = MessageCodec.encode(SENDER, new Answered(1, "", null, Reason.ELSEWHERE, ""));
		String changed = new String(encoded, StandardCharsets.ISO_8859_1).replace("ELSEWHERE", "SOMEWHERE");
		Received received = MessageCodec.decode(changed.getBytes(StandardCharsets.ISO_8859_1));
		assertThat(((Answered) received.message()).reason()).isEqualTo(Reason.TIMEOUT);
	}

	@Test
	void theNumberOfAClaimIsAppended() {
		byte[] beginning = MessageCodec.claimed(SENDER, ANN);
		byte[] number = "1234".getBytes(StandardCharsets.ISO_8859_1);
		byte[] complete = Arrays.copyOf(beginning, beginning.length + number.length);
		System.arraycopy(number, 0, complete, beginning.length, number.length);
		assertThat(MessageCodec.decode(complete).message()).isEqualTo(new Claimed(ANN, 1234));
	}

}
