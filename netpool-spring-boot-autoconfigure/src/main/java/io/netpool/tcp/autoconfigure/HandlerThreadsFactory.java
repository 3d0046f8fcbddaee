package io.netpool.tcp.autoconfigure;

import java.util.function.Supplier;

import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.server.settings.HandlerThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Decides which threads run a pool's handlers.
 *
 * @param pool the pool's name, which their names have
 * @param handler the settings
 * @param checks refuses what this Java can't do
 * @param environment tells whether the application is for virtual threads
 */
record HandlerThreadsFactory(String pool, TcpProperties.Handler handler, SettingChecks checks,
		Environment environment) {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	/**
	 * The threads.
	 * @return creates them, {@code null} where handlers run on the I/O threads
	 */
	@Nullable Supplier<HandlerThreads> threads() {
		int max = this.checks.atLeast(1, "handler.threads", this.handler.threads());
		return switch (this.handler.execution()) {
			case EVENT_LOOP -> null;
			case PLATFORM -> platform(max);
			case VIRTUAL -> virtual(Runtime.version().feature());
			case AUTO -> Threading.VIRTUAL.isActive(this.environment) ? virtual() : platform(max);
		};
	}

	private Supplier<HandlerThreads> platform(int max) {
		return () -> HandlerThreads.platform(threadName(), max);
	}

	private Supplier<HandlerThreads> virtual(int java) {
		if (java < FIRST_WITH_VIRTUAL_THREADS) {
			throw this.checks.invalid("handler.execution", "virtual",
					"needs Java " + FIRST_WITH_VIRTUAL_THREADS + " or later; this is " + java,
					"Run the application on a later Java, or set it to platform.");
		}
		return virtual();
	}

	private Supplier<HandlerThreads> virtual() {
		return () -> HandlerThreads.perTask(new VirtualThreadTaskExecutor(threadName() + "-"));
	}

	private String threadName() {
		return "netpool-" + this.pool + "-handler";
	}

}
