package io.netpool.tcp.server.leader;

import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.interleaving.Interleaved;
import io.netpool.tcp.interleaving.Steps;
import io.netpool.tcp.server.transport.IoThread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that one thread at a time is that of an event loop, and that it is never without
 * one, in whatever order leaders, followers and those that replace leaders take their
 * steps.
 */
@Interleaved
class LeadershipInterleavingTests {

	private static final int TURNS = 3;

	private final IoThread.Factory threads = new IoThread.Factory("model");

	private final AtomicInteger promotions = new AtomicInteger();

	private final AtomicInteger replaced = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private final Leadership leadership = new Leadership((next, before) -> this.promotions.incrementAndGet());

	private final AtomicInteger inEventLoop = new AtomicInteger();

	private final Leader first = leader();

	private final Leader second = leader();

	/**
	 * Confined to the event loop.
	 */
	private int turns;

	private boolean ended;

	private Leader leader() {
		IoThread thread = (IoThread) this.threads.newThread(() -> {
		});
		return new Leader(this.leadership, thread, (leader) -> new LeaderWork() {

			@Override
			public boolean endOfTurn() {
				return true;
			}

			@Override
			public void leaderReplaced() {
				LeadershipInterleavingTests.this.replaced.incrementAndGet();
			}

		});
	}

	private void leadFirst() {
		this.leadership.begin(this.first);
		Steps.start(this::followSecond);
		Steps.await(this.leadership::hasFollower);
		run(this.first, true);
	}

	private void followSecond() {
		run(this.second, false);
	}

	private void run(Leader me, boolean leads) {
		boolean leading = leads;
		while (!this.ended) {
			if (leading) {
				leading = lead(me);
			}
			else {
				this.leadership.follow(me);
				Steps.await(() -> this.ended || this.leadership.isPromoted(me));
				leading = !this.ended;
			}
		}
	}

	private boolean lead(Leader me) {
		while (this.turns < TURNS) {
			assertThat(this.inEventLoop.incrementAndGet()).isOne();
			this.turns++;
			assertThat(this.leadership.isEventLoop(me.thread())).isTrue();
			assertThat(this.inEventLoop.decrementAndGet()).isZero();
			if (this.leadership.hasFollower()) {
				this.leadership.enterHandler(me);
				Steps.step();
				if (!this.leadership.leaveHandler(me)) {
					this.lost.incrementAndGet();
					return false;
				}
			}
		}
		this.ended = true;
		return true;
	}

	private void watch() {
		Leader leader = this.leadership.inHandler();
		if (leader != null) {
			this.leadership.replace(leader);
		}
	}

	private void assertEnded() {
		Steps.awaitOthers();
		assertThat(this.turns).isEqualTo(TURNS);
		assertThat(this.replaced.get()).isEqualTo(this.promotions.get()).isEqualTo(this.lost.get());
	}

	@Test
	void oneThreadAtATimeLeads() {
		Steps.start(this::leadFirst);
		watch();
		Steps.step();
		watch();
		assertEnded();
	}

	@Test
	void ofTwoThatReplaceALeaderOneDoes() {
		Steps.start(this::leadFirst);
		Steps.start(this::watch);
		watch();
		assertEnded();
	}

	@Test
	void whoInterruptsALeaderReplacesIt() {
		Steps.start(this::leadFirst);
		Steps.start(this::watch);
		this.leadership.mayInterrupt(this.first.thread());
		assertEnded();
	}

}
