package io.netpool.sample.live;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

class LivePageTests {

	private final List<Runnable> tasks = new ArrayList<>();

	private final LivePage page = new LivePage(new SseEmitter(), this.tasks::add);

	private final Snapshot snapshot = new Snapshot(0, List.of());

	@Test
	void whileASnapshotIsWrittenOthersAreLeftOut() {
		this.page.show(this.snapshot);
		this.page.show(this.snapshot);
		assertThat(this.tasks).hasSize(1);
	}

	@Test
	void whenASnapshotWasWrittenTheNextIs() {
		this.page.show(this.snapshot);
		this.tasks.get(0).run();
		this.page.show(this.snapshot);
		assertThat(this.tasks).hasSize(2);
	}

	@Test
	void aPageThatIsGoneTakesSnapshotsWithoutAWord() {
		this.page.end();
		this.page.show(this.snapshot);
		assertThat(this.tasks).allSatisfy(Runnable::run);
	}

}
