package io.netpool.tcp.observe;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

import io.netpool.tcp.TcpAcceptorPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class RecentStatisticsTests {

	private static final long MAX_AGE = RecentStatistics.MAX_AGE.toNanos();

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);

	private final RecentStatistics recent = new RecentStatistics(this.nanoTime::get);

	private final TcpAcceptorPool pool = mock(TcpAcceptorPool.class);

	private final ToDoubleFunction<TcpAcceptorPool> active = this.recent
		.reading((statistics) -> statistics.connections().active());

	private final ToDoubleFunction<TcpAcceptorPool> accepted = this.recent
		.reading((statistics) -> statistics.connections().accepted());

	@Test
	void metersShareASnapshotThatIsRecent() {
		given(this.pool.statistics()).willReturn(TestStatistics.create());
		assertThat(this.active.applyAsDouble(this.pool)).isEqualTo(4);
		this.nanoTime.addAndGet(MAX_AGE);
		assertThat(this.accepted.applyAsDouble(this.pool)).isEqualTo(5);
		verify(this.pool).statistics();
	}

	@Test
	void anOlderSnapshotIsTakenAgain() {
		given(this.pool.statistics()).willReturn(TestStatistics.create());
		assertThat(this.active.applyAsDouble(this.pool)).isEqualTo(4);
		this.nanoTime.addAndGet(MAX_AGE + 1);
		assertThat(this.active.applyAsDouble(this.pool)).isEqualTo(4);
		verify(this.pool, times(2)).statistics();
	}

	@Test
	void theTimeThatTakingItTakesDoesNotCount() {
		given(this.pool.statistics()).willAnswer((call) -> {
			this.nanoTime.addAndGet(2 * MAX_AGE);
			return TestStatistics.create();
		});
		assertThat(this.active.applyAsDouble(this.pool)).isEqualTo(4);
		assertThat(this.active.applyAsDouble(this.pool)).isEqualTo(4);
		verify(this.pool).statistics();
	}

}
