package io.netpool.tcp.framing;

import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodecBridgeFraming}, which is how {@link NettyFraming} hands frames
 * on.
 */
class CodecBridgeFramingTests {

	private final FramedStream stream = new FramedStream((NettyFraming) (pipeline) -> {
	});

	@Test
	void aFrameLiesBehindItsLength() throws TcpFramingException {
		assertThat(this.stream.write("hello")).isEqualTo("\0\0\0\5hello");
		assertThat(this.stream.read("\0\0\0\5hello\0\0\0\0\0\0").texts()).containsExactly("hello", "");
		assertThat(this.stream.waiting()).isEqualTo(2);
	}

}
