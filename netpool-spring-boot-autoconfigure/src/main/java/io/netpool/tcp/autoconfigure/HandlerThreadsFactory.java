package io.netpool.tcp.autoconfigure;

import java.util.function.Supplier;

import io.netpool.tcp.autoconfigure.properties.HandlerExecution;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.LeaderSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Creates the {@link HandlerThreads} of a pool from its settings.
 *
 * @param pool the pool's name, which is part of the threads' names
 * @param handler the settings
 * @param checks checks the settings
 * @param environment tells whether the application uses virtual threads
 */
record HandlerThreadsFactory(String pool, PoolProperties.Handler handler, SettingChecks checks,
		Environment environment) {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	/**
	 * Create the threads.
	 * @return a supplier of new threads for each start of the pool, {@code null} if
	 * handlers run on the I/O threads
	 */
	@Nullable Supplier<HandlerThreads> create() {
		int max = this.checks.atLeast(1, "handler.threads", this.handler.threads());
		if (this.handler.execution() == HandlerExecution.EVENT_LOOP) {
			return null;
		}
		return isPlatform() ? platform(max) : virtual();
	}

	/**
	 * Returns when an I/O thread that runs a quick handler itself is replaced,
	 * {@code null} if handlers run elsewhere, as on virtual threads. An application that
	 * has a single handler thread may rely on one handler at a time.
	 */
	@Nullable LeaderSettings leaders() {
		return (isPlatform() && this.handler.threads() > 1) ? LeaderSettings.DEFAULT : null;
	}

	private boolean isPlatform() {
		return switch (this.handler.execution()) {
			case PLATFORM -> true;
			case EVENT_LOOP, VIRTUAL -> false;
			case AUTO -> !Threading.VIRTUAL.isActive(this.environment);
		};
	}

	private Supplier<HandlerThreads> platform(int max) {
		return () -> HandlerThreads.platform(threadName(), max);
	}

	private Supplier<HandlerThreads> virtual() {
		int java = Runtime.version().feature();
		if (java < FIRST_WITH_VIRTUAL_THREADS) {
			throw this.checks.invalid("handler.execution", "virtual",
					"needs Java " + FIRST_WITH_VIRTUAL_THREADS + " or later, but this is Java " + java,
					"Run the application on a later version of Java, or set it to platform.");
		}
		return () -> HandlerThreads.perTask(new VirtualThreadTaskExecutor(threadName() + "-"));
	}

	private String threadName() {
		return "netpool-" + this.pool + "-handler";
	}

}
