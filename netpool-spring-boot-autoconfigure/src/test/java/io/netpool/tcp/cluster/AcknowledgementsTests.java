package io.netpool.tcp.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.netpool.tcp.TcpDelivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Acknowledgements}.
 */
class AcknowledgementsTests {

	private static final TcpDelivery WRITTEN = new TcpDelivery(1, 0, 0, true);

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean stopped;

	private boolean idle;

	private final List<String> published = new ArrayList<>();

	private final Acknowledgements acknowledgements = new Acknowledgements(this::execute, () -> this.idle,
			(instance, message) -> this.published.add(instance + ": " + message.sequences().length));

	private void execute(Runnable task) {
		if (this.stopped) {
			throw new RejectedExecutionException();
		}
		this.tasks.add(task);
	}

	@Test
	void whatIsAddedWhileOthersAreUnderWayLeavesTogether() {
		this.acknowledgements.add("one", 1, WRITTEN);
		this.acknowledgements.add("one", 2, WRITTEN);
		assertThat(this.published).isEmpty();
		this.tasks.remove().run();
		assertThat(this.published).containsExactly("one: 2");
		assertThat(this.tasks).isEmpty();
	}

	@Test
	void withNothingUnderWayItLeavesAtOnce() {
		this.idle = true;
		this.acknowledgements.add("one", 1, WRITTEN);
		assertThat(this.published).containsExactly("one: 1");
	}

	@Test
	void duringAStopItLeavesAtOnce() {
		this.stopped = true;
		this.acknowledgements.add("one", 1, WRITTEN);
		this.acknowledgements.add("one", 2, WRITTEN);
		assertThat(this.published).containsExactly("one: 1", "one: 1");
	}

	@Test
	void afterAStopThatHasDroppedItsTaskItGoesOn() {
		this.acknowledgements.add("one", 1, WRITTEN);
		this.tasks.clear();
		this.acknowledgements.restart();
		this.acknowledgements.add("one", 2, WRITTEN);
		this.tasks.remove().run();
		assertThat(this.published).containsExactly("one: 1");
	}

}
