package io.netpool.tcp.autoconfigure.actuate;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.brave.bridge.W3CPropagation;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpPool;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.observe.TcpTraceContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces that begin in a client, with Brave and W3C Trace Context.
 */
@ExtendWith(OutputCaptureExtension.class)
class TraceContextTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00f067aa0ba902b7";

	private static final String HEADER = "00-" + TRACE + "-" + PARENT + "-01";

	private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";

	private final ApplicationContextRunner traced = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
				NetpoolObservationAutoConfiguration.class, ObservationAutoConfiguration.class))
		.withUserConfiguration(BraveConfiguration.class)
		.withBean(JsonMapper.class, JsonMapper::new)
		.withBean(Echo.class)
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	@ParameterizedTest
	@ValueSource(strings = { "{\"traceparent\":\"" + HEADER + "\"}",
			"{\"type\":\"order\",\"traceparent\":{\"TraceParent\":\"" + HEADER + "\"}}" })
	void thePropertyThatIsSetContinuesTheTraceOfTheClient(String message) {
		this.traced.withPropertyValues("netpool.tcp.observation.trace-property=traceparent").run((context) -> {
			assertThat(traceOf(context, message)).isEqualTo(TRACE);
			assertThat(span(context).parentId()).isEqualTo(PARENT);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"traceparent\":\"00-not-valid\"}", "{\"other\":1}", "hello" })
	void aMessageWithoutThePropertyBeginsATrace(String message) {
		this.traced.withPropertyValues("netpool.tcp.observation.trace-property=traceparent").run((context) -> {
			assertThat(traceOf(context, message)).isNotEqualTo(TRACE);
			assertThat(span(context).parentId()).isNull();
		});
	}

	@Test
	void withoutASettingTheMessageIsNotRead() {
		this.traced.run((context) -> {
			assertThat(traceOf(context, "{\"traceparent\":\"" + HEADER + "\"}")).isNotEqualTo(TRACE);
			assertThat(span(context).parentId()).isNull();
		});
	}

	@Test
	void aNamedPoolInheritsThePropertyAndCanLeaveItOut() {
		this.traced
			.withPropertyValues("netpool.tcp.observation.trace-property=traceparent", "netpool.tcp.pools.admin.port=0",
					"netpool.tcp.pools.plain.port=0", "netpool.tcp.pools.plain.observation.trace-property=")
			.withBean(EchoOfAll.class)
			.run((context) -> {
				String message = "{\"traceparent\":\"" + HEADER + "\"}";
				assertThat(traceOf(context, "admin", message)).isEqualTo(TRACE);
				assertThat(traceOf(context, "plain", message)).isNotEqualTo(TRACE);
			});
	}

	@Test
	void aBeanReadsTheTraceOfAnyProtocol() {
		this.traced.withBean(TcpTraceContext.class, TraceContextTests::firstWord)
			.run((context) -> assertThat(traceOf(context, HEADER + " hello")).isEqualTo(TRACE));
	}

	@Test
	void aBeanIsForThePoolsThatItNames() {
		this.traced.withPropertyValues("netpool.tcp.pools.admin.port=0", "netpool.tcp.pools.plain.port=0")
			.withBean(EchoOfAll.class)
			.withBean(OfAdmin.class)
			.run((context) -> {
				assertThat(traceOf(context, "admin", HEADER)).isEqualTo(TRACE);
				assertThat(traceOf(context, "plain", HEADER)).isNotEqualTo(TRACE);
			});
	}

	@Test
	void theFirstOneThatKnowsATraceDecides() {
		this.traced.withUserConfiguration(Several.class)
			.withPropertyValues("netpool.tcp.observation.trace-property=traceparent")
			.run((context) -> {
				assertThat(traceOf(context, "{\"traceparent\":\"" + HEADER + "\"}")).isEqualTo(TRACE);
				assertThat(traceOf(context, "00-" + OTHER_TRACE + "-" + PARENT + "-01")).isEqualTo(OTHER_TRACE);
			});
	}

	@Test
	void oneMessageIsReadOnce() {
		AtomicInteger calls = new AtomicInteger();
		this.traced.withBean(TcpTraceContext.class, () -> (message, connection) -> {
			calls.incrementAndGet();
			return Map.of();
		}).run((context) -> {
			traceOf(context, "hello");
			assertThat(calls).hasValue(1);
		});
	}

	@Test
	void whatFailsToReadATraceDoesNotFailTheMessage(CapturedOutput output) {
		this.traced.withBean(TcpTraceContext.class, () -> (message, connection) -> {
			throw new IllegalStateException("no place for a trace");
		}).run((context) -> {
			assertThat(traceOf(context, "hello")).isNotEqualTo(TRACE);
			assertThat(output).contains("Trace headers of a message of pool 'default' can't be read")
				.contains("no place for a trace");
		});
	}

	@Test
	void aMessageThatCannotBeConvertedIsPartOfTheTrace() {
		this.traced
			.withPropertyValues("netpool.tcp.observation.trace-property=traceparent", "netpool.tcp.pools.orders.port=0")
			.withBean(Orders.class)
			.run((context) -> {
				try (TestClient client = TestClient.connect(port(context, "orders"))) {
					client.send("{\"traceparent\":\"" + HEADER + "\",\"count\":\"many\"}\n");
					MutableSpan span = Awaitility.await()
						.until(() -> spans(context).poll(), (polled) -> polled != null);
					assertThat(span.traceId()).isEqualTo(TRACE);
					assertThat(span.tags()).containsEntry("exception", "TcpConversionException");
				}
			});
	}

	@Test
	void withoutSpansNothingIsRead() {
		AtomicInteger calls = new AtomicInteger();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
					NetpoolObservationAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withBean(Echo.class)
			.withBean(TcpTraceContext.class, () -> (message, connection) -> {
				calls.incrementAndGet();
				return Map.of();
			})
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line",
					"netpool.tcp.observation.enabled=true")
			.withBean(ObservationHandler.class, Listening::new)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.ask("hello\n", "null\n");
				}
				assertThat(calls).hasValue(0);
			});
	}

	@Test
	void withoutAMapperThePropertyIsAnError() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
					NetpoolObservationAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withUserConfiguration(BraveConfiguration.class)
			.withBean(Echo.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.observation.trace-property=trace")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("netpool.tcp.observation.trace-property")
				.hasMessageContaining("needs a JsonMapper bean"));
	}

	@Test
	void objectsHaveNoProperty() {
		this.traced.withBean("parsing", TcpFraming.class, ParsingFraming::new)
			.withPropertyValues("netpool.tcp.framing.mode=parsing", "netpool.tcp.observation.trace-property=trace")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessage("Setting 'netpool.tcp.observation.trace-property' has the value 'trace', which needs "
						+ "messages that are text or bytes, while the framing 'parsing' of pool 'default' parses "
						+ Integer.class.getName())
				.satisfies((ex) -> assertThat(((InvalidSettingException) ex).remedy())
					.isEqualTo("Remove it, and define a TcpTraceContext bean that reads the headers of messages of "
							+ "this type.")));
	}

	@Test
	void aPoolWithObjectsMayInheritTheProperty() {
		this.traced.withBean("parsing", TcpFraming.class, ParsingFraming::new)
			.withPropertyValues("netpool.tcp.observation.trace-property=traceparent", "netpool.tcp.pools.admin.port=0",
					"netpool.tcp.pools.admin.framing.mode=parsing", "netpool.tcp.pools.plain.port=0")
			.withBean(EchoOfAll.class)
			.run((context) -> {
				assertThat(traceOf(context, "{\"traceparent\":\"" + HEADER + "\"}")).isEqualTo(TRACE);
				assertThat(traceOf(context, "admin", "12")).isNotEqualTo(TRACE);
			});
	}

	@Test
	void withoutATracerThePropertyHasNoEffectWhichTheLogSays(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
					NetpoolObservationAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withBean(JsonMapper.class, JsonMapper::new)
			.withBean(Echo.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.observation.trace-property=trace")
			.run((context) -> assertThat(output).contains("Setting 'netpool.tcp.observation.trace-property' has no "
					+ "effect: there is no tracer of Micrometer Tracing"));
	}

	@Test
	void withoutMicrometerTheBeanIsLeftAlone() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolObservationAutoConfiguration.class))
			.withBean(Echo.class)
			.withBean(TcpTraceContext.class, TraceContextTests::firstWord)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line")
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.ask("hello\n", "null\n")).isEqualTo("null\n");
				}
			});
	}

	private static TcpTraceContext firstWord() {
		return (message, connection) -> {
			String text = (String) message;
			return text.startsWith("00-") ? Map.of("traceparent", text.split(" ", 2)[0]) : Map.of();
		};
	}

	private static String traceOf(ApplicationContext context, String message) throws Exception {
		return traceOf(context, "default", message);
	}

	private static String traceOf(ApplicationContext context, String pool, String message) throws Exception {
		try (TestClient client = TestClient.connect(port(context, pool))) {
			return client.sendLine(message).readLine();
		}
	}

	private static int port(ApplicationContext context, String pool) {
		return context.getBean(pool + "TcpAcceptorPool", TcpAcceptorPool.class).port();
	}

	private static MutableSpan span(ApplicationContext context) {
		return Awaitility.await().until(() -> spans(context).poll(), (span) -> span != null);
	}

	private static Queue<MutableSpan> spans(ApplicationContext context) {
		return context.getBean(Spans.class).ended;
	}

	/**
	 * Parses numbers in lines.
	 */
	static class ParsingFraming implements TcpFraming {

		@Override
		public Class<?> messageType() {
			return Integer.class;
		}

		@Override
		public boolean next(FrameInput input) {
			int end = input.indexOf((byte) '\n', 0);
			if (end < 0) {
				return false;
			}
			input.frame(end + 1, end);
			return true;
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
			output.write(new byte[] { '\n' });
		}

	}

	/**
	 * Spans of messages that have ended.
	 */
	static class Spans extends SpanHandler {

		final Queue<MutableSpan> ended = new ConcurrentLinkedQueue<>();

		@Override
		public boolean end(TraceContext context, MutableSpan span, Cause cause) {
			if (span.name().endsWith(" message")) {
				this.ended.add(span);
			}
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BraveConfiguration {

		@Bean
		Spans spans() {
			return new Spans();
		}

		@Bean(destroyMethod = "close")
		Tracing brave(Spans spans) {
			return Tracing.newBuilder().propagationFactory(new W3CPropagation()).addSpanHandler(spans).build();
		}

		@Bean
		Tracer tracer(Tracing tracing) {
			return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()));
		}

		@Bean
		PropagatingReceiverTracingObservationHandler<?> receiving(Tracing tracing, Tracer tracer) {
			return new PropagatingReceiverTracingObservationHandler<>(tracer, new BravePropagator(tracing));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Several {

		@Bean
		@Order(1)
		TcpTraceContext none() {
			return (message, connection) -> Map.of();
		}

		@Bean
		@Order(2)
		TcpTraceContext firstWord() {
			return TraceContextTests.firstWord();
		}

	}

	@TcpPool("admin")
	static class OfAdmin implements TcpTraceContext {

		@Override
		public Map<String, String> headers(Object message, TcpConnection connection) {
			return Map.of("traceparent", message.toString());
		}

	}

	/**
	 * Replies with the trace in which it runs.
	 */
	static class Echo {

		private final @Nullable Tracer tracer;

		Echo(ObjectProvider<Tracer> tracers) {
			this.tracer = tracers.getIfAvailable();
		}

		@TcpHandler
		String onMessage(String message) {
			return (this.tracer != null && this.tracer.currentSpan() != null)
					? this.tracer.currentSpan().context().traceId() : "null";
		}

	}

	static class EchoOfAll extends Echo {

		EchoOfAll(ObjectProvider<Tracer> tracers) {
			super(tracers);
		}

		@Override
		@TcpHandler(pool = { "admin", "plain" })
		String onMessage(String message) {
			return super.onMessage(message);
		}

	}

	static class Orders {

		@TcpHandler(pool = "orders")
		void onOrder(Purchase order) {
		}

	}

	record Purchase(int count) {

	}

	/**
	 * Anything that makes the registry more than a no-op.
	 */
	static class Listening implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
