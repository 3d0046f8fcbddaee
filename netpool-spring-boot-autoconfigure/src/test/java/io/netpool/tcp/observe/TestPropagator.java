package io.netpool.tcp.observe;

import java.util.List;

import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/**
 * Carries the ids of trace and span along.
 */
public final class TestPropagator implements Propagator {

	private final Tracer tracer;

	private TestPropagator(Tracer tracer) {
		this.tracer = tracer;
	}

	/**
	 * Creates spans as Spring Boot's tracing does.
	 */
	public static ObservationHandler<?> tracing(Tracer tracer) {
		Propagator propagator = new TestPropagator(tracer);
		return new ObservationHandler.FirstMatchingCompositeObservationHandler(
				new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
				new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
				new DefaultTracingObservationHandler(tracer));
	}

	@Override
	public List<String> fields() {
		return List.of("trace", "span");
	}

	@Override
	public <C> void inject(TraceContext context, C carrier, Setter<C> setter) {
		setter.set(carrier, "trace", context.traceId());
		setter.set(carrier, "span", context.spanId());
	}

	@Override
	public <C> Span.Builder extract(C carrier, Getter<C> getter) {
		String trace = getter.get(carrier, "trace");
		if (trace == null) {
			return this.tracer.spanBuilder();
		}
		return this.tracer.spanBuilder()
			.setParent(this.tracer.traceContextBuilder().traceId(trace).spanId(getter.get(carrier, "span")).build());
	}

}
