package io.netpool.tcp.server;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.FrameInput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartialFrame}.
 */
class PartialFrameTests {

	private final PartialFrame partial = new PartialFrame();

	private final FrameInput input = new FrameInput(new byte[0], 0, 0);

	private final byte[] window = new byte[16];

	private static ByteBuf bytes(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
	}

	/**
	 * Read something and cut off what is at the beginning.
	 */
	private void read(String text, int cut) {
		this.partial.open(this.input, this.window, bytes(text));
		cut(cut);
	}

	private void cut(int cut) {
		if (cut > 0) {
			this.input.frame(0, cut, cut);
			this.input.advance();
		}
		this.partial.keep(this.input);
	}

	private String kept() {
		this.partial.open(this.input);
		return new String(this.input.copy(0, this.input.length()), StandardCharsets.US_ASCII);
	}

	@Test
	void whatIsLeftOfAReadComesBeforeTheNext() {
		read("abcde", 3);
		assertThat(kept()).isEqualTo("de");
		this.partial.open(this.input, this.window, bytes("fgh"));
		assertThat(this.input.copy(0, this.input.length())).asString().isEqualTo("defgh");
		assertThat(this.input.array()).isSameAs(this.window);
		cut(5);
		assertThat(this.partial.length()).isZero();
	}

	@Test
	void whatIsKeptIsItsOwn() {
		read("abc", 0);
		this.window[0] = 'x';
		assertThat(kept()).isEqualTo("abc");
	}

	@Test
	void aShorterRestTakesThePlaceOfALongerOne() {
		read("abcdef", 0);
		read("g", 5);
		assertThat(kept()).isEqualTo("fg");
	}

	@Test
	void whatIsAppendedIsBehindWhatIsKept() {
		read("abc", 1);
		this.partial.append(bytes("defghi"));
		assertThat(kept()).isEqualTo("bcdefghi");
		this.partial.append(bytes("j"));
		assertThat(kept()).isEqualTo("bcdefghij");
	}

	@Test
	void aFrameThatWasCutOffLeavesRoomForMore() {
		this.partial.append(bytes("abcdef"));
		this.partial.open(this.input);
		cut(4);
		byte[] before = this.input.array();
		this.partial.append(bytes("ghij"));
		assertThat(kept()).isEqualTo("efghij");
		assertThat(this.input.array()).isSameAs(before);
		this.partial.append(bytes("klm"));
		assertThat(kept()).isEqualTo("efghijklm");
	}

	@Test
	void itTakesLittleMoreRoomThanWhatIsKept() {
		byte[] piece = new byte[1000];
		for (int length = 1000; length <= 64_000; length += piece.length) {
			this.partial.append(Unpooled.wrappedBuffer(piece));
			this.partial.open(this.input);
			assertThat(this.input.array().length).isLessThanOrEqualTo(Math.max(length, length * 5 / 4));
		}
	}

	@Test
	void itIsRememberedHowFarAFrameWasSearched() {
		this.partial.open(this.input, this.window, bytes("abc"));
		this.input.searched(2);
		this.partial.keep(this.input);
		this.partial.open(this.input, this.window, bytes("d"));
		assertThat(this.input.searched()).isEqualTo(2);
		this.partial.open(this.input);
		assertThat(this.input.searched()).isEqualTo(2);
		this.partial.drop();
		this.partial.open(this.input);
		assertThat(this.input.searched()).isZero();
		assertThat(this.input.length()).isZero();
	}

}
