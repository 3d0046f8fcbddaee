package io.netpool.tcp.framing;

import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes into every framing, guided by the code that they reach.
 */
class EveryFramingFuzz {

	private static final List<FramingMode> MODES = FramingModes.all();

	@FuzzTest(maxDuration = "60s")
	void anyBytesMeanTheSameInAnyPieces(FuzzedDataProvider data) {
		FramingMode mode = data.pickValue(MODES);
		List<Integer> pieces = List.of(data.consumeInt(1, 20), data.consumeInt(1, 400));
		byte[] bytes = data.consumeRemainingAsBytes();
		Outcome.assertThatPiecesDoNotMatter(mode, bytes, pieces);
	}

}
