package io.netpool.tcp.server.admission;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.TcpAcceptorPool.Acceptors;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.Overflow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptorCount}.
 */
class AcceptorCountTests {

	private static AcceptorCount count(int initial, Overflow overflow, int increaseBy, int max) {
		return new AcceptorCount(new AcceptorSettings(initial, overflow, increaseBy, max, null));
	}

	@Test
	void refuseHasAFixedLimit() {
		AcceptorCount count = count(2, Overflow.REFUSE, 50, 100);
		assertThat(count.acquire()).isTrue();
		assertThat(count.acquire()).isTrue();
		assertThat(count.acquire()).isFalse();
		assertThat(count.snapshot()).isEqualTo(new Acceptors(2, 2, 2));
		count.release();
		assertThat(count.anyIdle()).isTrue();
		assertThat(count.acquire()).isTrue();
	}

	@Test
	void increaseGrowsStepByStepUpToItsMaximum() {
		AcceptorCount count = count(1, Overflow.INCREASE, 3, 6);
		for (int i = 0; i < 6; i++) {
			assertThat(count.acquire()).isTrue();
		}
		assertThat(count.acquire()).isFalse();
		assertThat(count.snapshot()).isEqualTo(new Acceptors(6, 6, 6));
	}

	@Test
	void increaseDoesNotOverflowTheInteger() {
		AcceptorCount count = count(1, Overflow.INCREASE, Integer.MAX_VALUE, Integer.MAX_VALUE);
		assertThat(count.acquire()).isTrue();
		assertThat(count.acquire()).isTrue();
		assertThat(count.snapshot()).isEqualTo(new Acceptors(2, Integer.MAX_VALUE, Integer.MAX_VALUE));
	}

	@Test
	void afterAResizeThoseThatAreBusyStaySo() {
		AcceptorCount count = count(3, Overflow.REFUSE, 50, 100);
		count.acquire();
		count.acquire();
		count.resize(new AcceptorSettings(1, Overflow.REFUSE, 50, 100, null));
		assertThat(count.snapshot()).isEqualTo(new Acceptors(2, 1, 1));
		assertThat(count.anyIdle()).isFalse();
		assertThat(count.acquire()).isFalse();
	}

	@Test
	void afterAResizeMoreAreStartedAsBefore() {
		AcceptorCount count = count(100, Overflow.INCREASE, 5, 200);
		for (int i = 0; i < 100; i++) {
			count.acquire();
		}
		count.resize(new AcceptorSettings(10, Overflow.INCREASE, 5, 200, null));
		assertThat(count.acquire()).isTrue();
		assertThat(count.snapshot()).isEqualTo(new Acceptors(101, 105, 200));
		for (int i = 101; i < 200; i++) {
			assertThat(count.acquire()).isTrue();
		}
		assertThat(count.acquire()).isFalse();
	}

	@Test
	void afterAResizeIdleAcceptorsAreUsedBeforeMoreAreStarted() {
		AcceptorCount count = count(10, Overflow.INCREASE, 5, 200);
		count.acquire();
		count.resize(new AcceptorSettings(3, Overflow.INCREASE, 5, 200, null));
		count.acquire();
		count.acquire();
		assertThat(count.snapshot()).isEqualTo(new Acceptors(3, 3, 200));
		assertThat(count.acquire()).isTrue();
		assertThat(count.snapshot()).isEqualTo(new Acceptors(4, 8, 200));
	}

	@Test
	void manyThreadsNeverTakeMoreThanThereAre() throws InterruptedException {
		AcceptorCount count = count(5, Overflow.REFUSE, 50, 100);
		AtomicInteger held = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(8);
		for (int t = 0; t < 8; t++) {
			new Thread(() -> {
				for (int i = 0; i < 20_000; i++) {
					if (count.acquire()) {
						most.accumulateAndGet(held.incrementAndGet(), Math::max);
						held.decrementAndGet();
						count.release();
					}
				}
				done.countDown();
			}).start();
		}
		done.await();
		assertThat(most.get()).isPositive().isLessThanOrEqualTo(5);
		assertThat(count.busy()).isZero();
	}

	@Test
	void itsTextHasTheNumbers() {
		AcceptorCount count = count(3, Overflow.REFUSE, 50, 100);
		count.acquire();
		assertThat(count).hasToString("busy=1, idle=2, limit=3, max=3");
	}

}
