package io.netpool.tcp.framing;

import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FlagFramingTests {

	private final FramedStream stream = new FramedStream(Framings.flag(8, (byte) '~'));

	@Test
	void aFlagMayEndAFrameAndBeginTheNext() throws TcpFramingException {
		assertThat(this.stream.read("~a~b~").texts()).containsExactly("a", "b");
	}

	@Test
	void anyNumberOfFlagsIsBetweenFramesAndDoesNotWait() throws TcpFramingException {
		assertThat(this.stream.read("~a~~~~b~~~").texts()).containsExactly("a", "b");
		assertThat(this.stream.waiting()).isZero();
	}

	@Test
	void aFrameThatIsTooLongClosesBeforeItsEnd() throws TcpFramingException {
		assertThat(this.stream.read("~12345678").waiting()).isEqualTo(8);
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.stream.read("9"))
			.withMessage("Frame is longer than the maximum of 8 bytes");
	}

	@Test
	void aFrameIsWrittenBetweenFlags() throws TcpFramingException {
		assertThat(this.stream.write("ab")).isEqualTo("~ab~");
	}

	@Test
	void aPayloadThatIsEmptyOrHasTheFlagIsNotWritten() {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.stream.write(""));
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.stream.write("a~"));
	}

}
