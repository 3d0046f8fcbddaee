package io.netpool.tcp.framing;

import java.util.List;

import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FixedLengthFramingTests {

	private final FramedStream stream = new FramedStream(Framings.fixedLength(4));

	@Test
	void allFramesHaveOneLength() throws TcpFramingException {
		assertThat(this.stream.readInPieces(FramedStream.latin1("abcdefghij"), List.of(3)).end().texts())
			.containsExactly("abcd", "efgh");
	}

	@Test
	void aFrameDoesNotWaitForTheNext() throws TcpFramingException {
		assertThat(this.stream.read("abcd").texts()).containsExactly("abcd");
	}

	@Test
	void aLengthOfOneIsTheLeast() throws TcpFramingException {
		assertThat(new FramedStream(Framings.fixedLength(1)).read("ab").texts()).containsExactly("a", "b");
	}

	@Test
	void aPayloadIsWrittenAsItIs() throws TcpFramingException {
		assertThat(this.stream.write("abcd")).isEqualTo("abcd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "abcde" })
	void aPayloadOfAnotherLengthIsNoFrame(String payload) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.stream.write(payload))
			.withMessage("Payload has " + payload.length() + " bytes instead of the fixed length of 4 bytes");
	}

	@Test
	void aLengthOfZeroIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.fixedLength(0))
			.withMessage("length is 0, which is less than 1");
	}

}
