package io.netpool.benchmarks.parts;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.handler.TcpHandlerMethods;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Time from a message to its reply by a handler method.
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the setup method
public class HandlerBenchmark {

	/**
	 * Handler method under test.
	 */
	@Param
	public Method method;

	private final String message = "PUT " + "m".repeat(60);

	/**
	 * Only passed on; none of its methods is supported.
	 */
	private final TcpConnection connection = (TcpConnection) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { TcpConnection.class }, (proxy, called, arguments) -> {
				throw new UnsupportedOperationException(called.getName());
			});

	private AnnotationConfigApplicationContext context;

	private TcpEndpoint endpoint;

	/**
	 * Finds the handler method as the auto-configuration does.
	 */
	@Setup
	public void prepare() {
		this.context = new AnnotationConfigApplicationContext(this.method.component);
		this.endpoint = TcpHandlerMethods.find(this.context.getDefaultListableBeanFactory())
			.endpoint(TcpAcceptorPool.DEFAULT_NAME, HandlerOptions.defaults());
	}

	/**
	 * Closes the application context.
	 */
	@TearDown
	public void close() {
		this.context.close();
	}

	/**
	 * Handles one message.
	 * @return the reply
	 * @throws Throwable never
	 */
	@Benchmark
	public TcpReply invoke() throws Throwable {
		return this.endpoint.message(this.connection, this.message);
	}

	/**
	 * Handler methods under test.
	 */
	public enum Method {

		/** Text parameter and reply. */
		TEXT(Text.class),

		/** Additional parameter for the connection. */
		CONNECTION(WithConnection.class),

		/** One of two methods, routed by the first word. */
		ROUTED(Routed.class);

		private final Class<?> component;

		Method(Class<?> component) {
			this.component = component;
		}

	}

	static class Text {

		@TcpHandler
		String on(String message) {
			return message;
		}

	}

	static class WithConnection {

		@TcpHandler
		String on(String message, TcpConnection connection) {
			return message;
		}

	}

	static class Routed {

		@TcpHandler("GET")
		String get(String message) {
			return message;
		}

		@TcpHandler("PUT")
		String put(String message) {
			return message;
		}

	}

}
