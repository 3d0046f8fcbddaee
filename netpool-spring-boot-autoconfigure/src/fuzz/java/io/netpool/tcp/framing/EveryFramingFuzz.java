package io.netpool.tcp.framing;

import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes into every framing with any settings, guided by the code that they reach.
 */
class EveryFramingFuzz {

	@FuzzTest(maxDuration = "60s")
	void anyBytesMeanTheSameInAnyPieces(FuzzedDataProvider data) {
		FramingMode mode = new FramingSettings((count) -> data.consumeInt(0, count - 1)).choose();
		List<Integer> pieces = List.of(data.consumeInt(1, 20), data.consumeInt(1, 400));
		byte[] bytes = data.consumeRemainingAsBytes();
		Outcome.assertThatPiecesDoNotMatter(mode, bytes, pieces);
	}

}
