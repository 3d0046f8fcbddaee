package io.netpool.tcp.autoconfigure;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpAcceptorPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the application refuse traffic while every acceptor of one of its pools is busy.
 * It looks once in a while, since a pool that fills and empties from one connection to
 * the next is none that a load balancer should hear of each time.
 * <p>
 * It says so when that begins, and takes back when it ends what it has said itself and
 * nobody has changed since: what the application has decided stays.
 */
class BusyReadiness implements SmartLifecycle {

	private static final long INTERVAL_SECONDS = 1;

	private final List<? extends TcpAcceptorPool> pools;

	private final ApplicationAvailability availability;

	private final PoolEventPublisher events;

	private volatile @Nullable ScheduledExecutorService executor;

	/**
	 * Whether a pool was busy at the last look.
	 */
	private boolean busy;

	BusyReadiness(List<? extends TcpAcceptorPool> pools, ApplicationAvailability availability,
			PoolEventPublisher events) {
		this.pools = pools;
		this.availability = availability;
		this.events = events;
	}

	@Override
	public void start() {
		ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "netpool-readiness");
			thread.setDaemon(true);
			return thread;
		});
		this.executor = looking;
		looking.scheduleWithFixedDelay(this::look, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * Look at the pools, and say what has changed.
	 */
	synchronized void look() {
		AvailabilityChangeEvent<ReadinessState> last = this.availability.getLastChangeEvent(ReadinessState.class);
		if (last == null) {
			// the application is starting, and refuses traffic
			return;
		}
		boolean before = this.busy;
		this.busy = this.pools.stream().anyMatch(BusyReadiness::isBusy);
		if (!before && this.busy && last.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			publish(ReadinessState.REFUSING_TRAFFIC);
		}
		else if (before && !this.busy && last.getSource() == this) {
			publish(ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private static boolean isBusy(TcpAcceptorPool pool) {
		TcpAcceptorPool.Acceptors acceptors = pool.acceptors();
		return acceptors.idle() == 0 && acceptors.limit() >= acceptors.max();
	}

	private void publish(ReadinessState state) {
		this.events.publish(new AvailabilityChangeEvent<>(this, state));
	}

	@Override
	public void stop() {
		ScheduledExecutorService looking = this.executor;
		if (looking != null) {
			looking.shutdownNow();
		}
		this.executor = null;
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
