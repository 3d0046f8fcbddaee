package io.netpool.tcp;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FrameInputTests {

	private final FrameInput input = new FrameInput("__hello__".getBytes(), 2, 7);

	@ParameterizedTest
	@ValueSource(bytes = { 0, 1, 10, 0x7F, -128, -1 })
	void findsAByteWhereverItLies(byte value) {
		for (int start = 0; start < 9; start++) {
			for (int length = 0; length < 27; length++) {
				for (int at = -1; at < length; at++) {
					byte[] bytes = filled((byte) (value + 1), start + length + 9);
					// a value outside must not be found
					bytes[start + length] = value;
					if (start > 0) {
						bytes[start - 1] = value;
					}
					if (at >= 0) {
						bytes[start + at] = value;
					}
					assertThat(new FrameInput(bytes, start, start + length).indexOf(value, 0)).isEqualTo(at);
				}
			}
		}
	}

	@Test
	void findsTheFirstByteFromAnyIndex() {
		Random random = new Random(42);
		for (int run = 0; run < 20_000; run++) {
			byte[] bytes = new byte[random.nextInt(40)];
			for (int i = 0; i < bytes.length; i++) {
				// neighbours of the value and of the sign, where the arithmetic borrows
				bytes[i] = (byte) (((random.nextInt(4) != 0) ? 0x0A : 0x8A) + random.nextInt(3) - 1);
			}
			int start = random.nextInt(bytes.length + 1);
			int from = random.nextInt(bytes.length - start + 1);
			FrameInput bytesFromStart = new FrameInput(bytes, start, bytes.length);
			assertThat(bytesFromStart.indexOf((byte) 0x0A, from))
				.isEqualTo(naiveIndexOf(bytesFromStart, (byte) 0x0A, from));
			assertThat(bytesFromStart.indexOf((byte) 0x8A, from))
				.isEqualTo(naiveIndexOf(bytesFromStart, (byte) 0x8A, from));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 6 })
	void aSearchFromOutsideIsRefused(int from) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> this.input.indexOf((byte) 'h', from));
	}

	@Test
	void aSearchFromTheEndFindsNothing() {
		assertThat(this.input.indexOf((byte) '_', 5)).isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 5, Integer.MAX_VALUE })
	void onlyItsOwnBytesAreRead(int index) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.input.get(index));
	}

	@Test
	void readsFromItsStart() {
		assertThat(this.input.get(0)).isEqualTo((byte) 'h');
		assertThat(this.input.length()).isEqualTo(5);
		assertThat(this.input.copy(1, 3)).asString().isEqualTo("el");
	}

	@ParameterizedTest
	@CsvSource({ "-1, 2", "0, 6", "3, 2" })
	void onlyItsOwnBytesAreCopied(int from, int to) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.input.copy(from, to));
	}

	@ParameterizedTest
	@CsvSource({ "-1, 2, 3", "2, 1, 3", "0, 4, 3", "0, 0, 0", "0, 5, 6" })
	void aFrameLiesInTheBytesThatAreHere(int payloadStart, int payloadEnd, int frameEnd) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> this.input.frame(payloadStart, payloadEnd, frameEnd))
			.withMessageContaining("is not within 5 bytes");
	}

	@Test
	void goesToTheByteBehindTheFrame() {
		this.input.searched(2);
		this.input.frame(1, 2, 3);
		assertThat(this.input.payloadStart()).isOne();
		assertThat(this.input.payloadLength()).isOne();
		this.input.advance();
		assertThat(this.input.copy(0, this.input.length())).asString().isEqualTo("lo");
		assertThat(this.input.searched()).isZero();
		assertThat(this.input.arrayOffset()).isEqualTo(5);
	}

	@Test
	void aFramingThatDoesNotSayWhereTheFrameLiesIsRefused() {
		this.input.frame(0, 2, 2);
		this.input.advance();
		assertThat(this.input.payloadLength()).isZero();
		assertThatIllegalStateException().isThrownBy(this.input::advance)
			.withMessageContaining("without a call of FrameInput.frame");
	}

	@Test
	void otherBytesAreNotSearchedYet() {
		this.input.searched(5);
		assertThat(this.input.searched()).isEqualTo(5);
		this.input.reset(new byte[3], 0, 3);
		assertThat(this.input.searched()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 6 })
	void noMoreIsSearchedThanIsHere(int index) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.input.searched(index));
	}

	@ParameterizedTest
	@CsvSource({ "-1, 2", "2, 1", "0, 10" })
	void liesInItsArray(int start, int end) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> new FrameInput(new byte[9], start, end));
	}

	private static byte[] filled(byte value, int length) {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, value);
		return bytes;
	}

	private static int naiveIndexOf(FrameInput input, byte value, int from) {
		for (int i = from; i < input.length(); i++) {
			if (input.get(i) == value) {
				return i;
			}
		}
		return -1;
	}

}
