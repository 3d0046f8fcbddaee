package io.netpool.tcp.cluster;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lease}.
 */
class LeaseTests {

	private static final long HOUR = Duration.ofHours(1).toMillis();

	private final EngineClock clock = new EngineClock();

	private final Lease lease = new Lease(this.clock, Duration.ofMillis(HOUR));

	private void setTime(long millis) {
		this.clock.restart();
		this.clock.learn(System.nanoTime(), System.nanoTime(), millis);
	}

	@Test
	void aLeaseThatIsConfirmedInTimeHasNotLapsed() {
		setTime(HOUR);
		this.lease.confirm(this.lease.announce());
		assertThat(this.lease.hasLapsed()).as("the first one").isTrue();
		setTime(HOUR + HOUR / 2);
		this.lease.confirm(this.lease.announce());
		assertThat(this.lease.hasLapsed()).isFalse();
	}

	@Test
	void aLeaseThatIsNotConfirmedDoesNotCount() {
		setTime(HOUR);
		this.lease.confirm(this.lease.announce());
		assertThat(this.lease.hasLapsed()).isTrue();
		setTime(HOUR + HOUR / 2);
		this.lease.announce();
		setTime(2 * HOUR + 10);
		assertThat(this.lease.hasLapsed()).isTrue();
	}

	@Test
	void aLeaseThatIsConfirmedAfterTheOneBeforeHasLapsed() {
		setTime(HOUR);
		this.lease.confirm(this.lease.announce());
		assertThat(this.lease.hasLapsed()).isTrue();
		setTime(HOUR + HOUR / 2);
		long announced = this.lease.announce();
		// the instance stands still, and goes on before this lease ends
		setTime(2 * HOUR + 10);
		this.lease.confirm(announced);
		assertThat(this.lease.hasLapsed()).isTrue();
		assertThat(this.lease.hasLapsed()).isFalse();
	}

	@Test
	void theNextLeaseIsDueWhenHalfOfThisOneIsOver() {
		setTime(HOUR);
		this.lease.announce();
		assertThat(this.lease.isHalfOver()).isFalse();
		setTime(HOUR + HOUR / 2 + 1);
		assertThat(this.lease.isHalfOver()).isTrue();
	}

}
