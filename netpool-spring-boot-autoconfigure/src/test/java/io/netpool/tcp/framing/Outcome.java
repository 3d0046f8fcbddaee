package io.netpool.tcp.framing;

import java.util.Arrays;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of any bytes.
 *
 * @param payloads the payloads that were read
 * @param failure why the connection is closed, {@code null} if it is not
 * @param waited the most bytes that waited for more
 */
record Outcome(List<byte[]> payloads, @Nullable CloseReason failure, int waited) {

	private static final int LONGEST = FramingMode.BOUND + FramingMode.OVERHEAD;

	/**
	 * However the bytes are cut, they are the same messages and the same failure, and no
	 * more is kept than the bound allows.
	 */
	static void assertThatPiecesDoNotMatter(FramingMode mode, byte[] bytes, List<Integer> pieces) {
		Outcome whole = of(mode, bytes, List.of(Integer.MAX_VALUE));
		Outcome cut = of(mode, bytes, pieces);
		assertThat(cut.failure).isEqualTo(whole.failure);
		assertThat(cut.payloads).containsExactlyElementsOf(whole.payloads);
		assertThat(whole.payloads).allMatch((payload) -> payload.length <= LONGEST);
		assertThat(whole.waited).isLessThanOrEqualTo(LONGEST);
		assertThat(cut.waited).isLessThanOrEqualTo(LONGEST);
	}

	private static Outcome of(FramingMode mode, byte[] bytes, List<Integer> pieces) {
		FramedStream stream = mode.stream();
		int most = 0;
		try {
			int start = 0;
			for (int i = 0; start < bytes.length; i++) {
				int length = Math.min(pieces.get(i % pieces.size()), bytes.length - start);
				stream.read(Arrays.copyOfRange(bytes, start, start + length));
				start += length;
				most = Math.max(most, stream.waiting());
			}
			stream.end();
			return new Outcome(stream.payloads(), null, most);
		}
		catch (TcpFramingException ex) {
			return new Outcome(stream.payloads(), ex.reason(), most);
		}
	}

}
