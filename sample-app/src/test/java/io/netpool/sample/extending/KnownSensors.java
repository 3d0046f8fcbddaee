package io.netpool.sample.extending;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Ignores readings of unknown sensors, and counts those that failed.
 */
@Component
class KnownSensors implements TcpInterceptor {

	private final Set<String> known = Set.of("t1", "t2");

	private final AtomicLong failures = new AtomicLong();

	@Override
	public boolean before(TcpConnection connection, Object message) {
		String reading = new String((byte[]) message, StandardCharsets.UTF_8);
		return this.known.contains(reading.split("=")[0]);
	}

	@Override
	public void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
		if (failure != null) {
			this.failures.incrementAndGet();
		}
	}

	long failures() {
		return this.failures.get();
	}

}
