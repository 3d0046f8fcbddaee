package io.netpool.tcp.observe;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The timer of a pool's handlers in one registry.
 *
 * @param registry the registry
 * @param success of messages that were handled
 * @param failure of messages for which something was thrown
 */
record HandlerTimer(MeterRegistry registry, Timer success, Timer failure) {

	static final String SUCCESS = "success";

	static final String FAILURE = "failure";

	static HandlerTimer register(MeterRegistry registry, String pool) {
		return new HandlerTimer(registry, register(registry, tags(pool, SUCCESS)),
				register(registry, tags(pool, FAILURE)));
	}

	private static Timer register(MeterRegistry registry, Tags tags) {
		return Timer.builder(TcpMeter.HANDLER.meterName())
			.tags(tags)
			.description(TcpMeter.HANDLER.description())
			.register(registry);
	}

	static Meter.Id id(String pool, String outcome) {
		return new Meter.Id(TcpMeter.HANDLER.meterName(), tags(pool, outcome), null, TcpMeter.HANDLER.description(),
				Meter.Type.TIMER);
	}

	private static Tags tags(String pool, String outcome) {
		return Tags.of("pool", pool, "outcome", outcome);
	}

	void record(long nanos, boolean failed) {
		(failed ? this.failure : this.success).record(nanos, TimeUnit.NANOSECONDS);
	}

}
