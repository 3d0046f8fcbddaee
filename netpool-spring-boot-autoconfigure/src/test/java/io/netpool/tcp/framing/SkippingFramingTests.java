package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SkippingFramingTests {

	private static final TcpFraming FRAMES = Framings.delimiter(8, false, List.of(FramedStream.latin1(";")));

	private final FramedStream stream = skipping("\r\n\u00FF", FRAMES);

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 100 })
	void theBytesAreSkippedBetweenFramesAndKeptWithin(int piece) throws TcpFramingException {
		byte[] bytes = FramedStream.latin1("\n\r\n\u00FFone;two\n;\n\n\n;\n");
		assertThat(this.stream.readInPieces(bytes, List.of(piece)).texts()).containsExactly("one", "two\n", "");
	}

	@Test
	void bytesThatAreSkippedDoNotWait() throws TcpFramingException {
		assertThat(this.stream.read("\n").waiting()).isZero();
		assertThat(this.stream.read("one;\n\r").waiting()).isZero();
		assertThat(this.stream.read("\nt").waiting()).isOne();
	}

	@Test
	void theyDoNotCountTowardsTheMaximum() throws TcpFramingException {
		assertThat(this.stream.read("\n".repeat(100) + "12345678;").texts()).containsExactly("12345678");
	}

	@Test
	void aFrameIsSearchedOnce() throws TcpFramingException {
		assertThat(this.stream.read("\n\none").searched()).isEqualTo(3);
		assertThat(this.stream.read("two").searched()).isEqualTo(6);
	}

	@Test
	void whatTheFramingSkipsMayBeMixedWithIt() throws TcpFramingException {
		FramedStream mllp = skipping(" ", Framings.startEnd(8, FramedStream.latin1("<"), FramedStream.latin1(">")));
		assertThat(mllp.readInPieces(FramedStream.latin1(" \n <one> \r\n <two>"), List.of(1)).texts())
			.containsExactly("one", "two");
	}

	@Test
	void theEndAndWhatIsWrittenIsTheFramingsOwn() throws TcpFramingException {
		FramedStream raw = skipping("\n", Framings.raw(16, StandardCharsets.UTF_8));
		assertThat(raw.read("a\u00F0").end().texts()).containsExactly("a", "\u00F0");
		assertThat(this.stream.write("\n")).isEqualTo("\n;");
	}

	@Test
	void connectionsShareNoState() throws TcpFramingException {
		TcpFraming framing = Framings.skipping(FramedStream.latin1(" "), Framings.line(8));
		new FramedStream(framing).read("one\r\n");
		assertThat(new FramedStream(framing).write("hello")).isEqualTo("hello\n");
	}

	@Test
	void nothingIsSkippedBeforeNettysCodecs() {
		NettyFraming codecs = (pipeline) -> {
		};
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.skipping(new byte[] { 1 }, codecs))
			.withMessage("Netty's codecs decode the bytes before the framing does");
	}

	private static FramedStream skipping(String bytes, TcpFraming framing) {
		return new FramedStream(Framings.skipping(FramedStream.latin1(bytes), framing));
	}

}
