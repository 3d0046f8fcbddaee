package io.netpool.tcp.server.admission;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.interleaving.Interleaved;
import io.netpool.tcp.interleaving.Steps;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.Overflow;
import org.junit.jupiter.api.Test;

/**
 * Checks that acceptors are neither lost nor given twice, in whatever order connections
 * begin and end while the pool is resized.
 */
@Interleaved
class AcceptorCountInterleavingTests {

	private static AcceptorSettings settings(int initial, Overflow overflow, int max) {
		return new AcceptorSettings(initial, overflow, 1, max, null);
	}

	private static void check(boolean holds, Object state) {
		if (!holds) {
			throw new AssertionError(state);
		}
	}

	@Test
	void noMoreAreGivenThanThereAre() {
		AcceptorCount count = new AcceptorCount(settings(1, Overflow.INCREASE, 2));
		int[] acquired = new int[3];
		for (int i = 0; i < 3; i++) {
			int client = i;
			Steps.start(() -> acquired[client] = count.acquire() ? 1 : 0);
		}
		Steps.awaitOthers();
		check(acquired[0] + acquired[1] + acquired[2] == 2, count);
		check(count.busy() == 2 && !count.anyIdle(), count);
	}

	@Test
	void afterAllHaveEndedNoneIsBusy() {
		AcceptorCount count = new AcceptorCount(settings(2, Overflow.REFUSE, 2));
		for (int i = 0; i < 2; i++) {
			Steps.start(() -> {
				if (count.acquire()) {
					count.release();
				}
			});
		}
		count.resize(settings(1, Overflow.REFUSE, 1));
		Steps.awaitOthers();
		TcpAcceptorPool.Acceptors left = count.snapshot();
		check(left.busy() == 0 && left.limit() == 1, count);
	}

}
