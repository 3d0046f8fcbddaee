package io.netpool.sample.live;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTests {

	private final History history = new History();

	@Test
	void itHasTheSnapshotsOfTwoMinutesTheOldestFirst() {
		for (int i = 0; i < 200; i++) {
			this.history.add(new Snapshot(i, List.of()));
		}
		assertThat(this.history.snapshots()).extracting(Snapshot::at).hasSize(121).startsWith(79L).endsWith(199L);
	}

}
