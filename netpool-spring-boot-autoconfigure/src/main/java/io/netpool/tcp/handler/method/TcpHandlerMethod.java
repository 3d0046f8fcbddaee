package io.netpool.tcp.handler.method;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * Bean method that is annotated with {@link TcpHandler}, {@link TcpConnected},
 * {@link TcpDisconnected} or {@link TcpExceptionHandler}.
 *
 * @param bean bean that has the method
 * @param method method of the bean's class
 * @param kind kind of the method
 * @param pool name of the pool that the annotation specifies, which need not exist; for a
 * {@link TcpExceptionHandler}, that of its {@link TcpAdvice}
 * @param mergedAnnotation annotation of the method
 * @since 0.1.0
 */
public record TcpHandlerMethod(HandlerBean bean, Method method, HandlerKind kind, String pool,
		MergedAnnotation<?> mergedAnnotation) {

	/**
	 * Pool name of an exception handler that handles the exceptions of all pools.
	 */
	static final String ANY_POOL = "";

	/**
	 * Name of the bean that has the method.
	 * @return the bean name
	 */
	public String beanName() {
		return this.bean.name();
	}

	/**
	 * Annotation of the handler method.
	 * @return {@link TcpHandler}, {@link TcpConnected}, {@link TcpDisconnected} or
	 * {@link TcpExceptionHandler}
	 */
	public Class<? extends Annotation> annotation() {
		return this.kind.annotation();
	}

	/**
	 * Description of the method for error messages.
	 * @return the class, name and parameter types, as in
	 * {@code com.example.Greeter.onMessage(String)}
	 */
	public String description() {
		String name = this.method.getDeclaringClass().getName() + "." + KotlinFunction.name(this.method);
		return Arrays.stream(this.method.getParameterTypes())
			.limit(SuspendingFunction.parameterCount(this.method))
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", name + "(", ")"));
	}

	/**
	 * Creates an exception for this method, which the caller throws.
	 * @param problem description of the problem: the predicate of a sentence whose
	 * subject is the method, without a full stop
	 * @param remedy description of what is supported, or of what to change: one or more
	 * sentences
	 * @return the exception
	 */
	public InvalidTcpHandlerException invalid(String problem, String remedy) {
		return new InvalidTcpHandlerException(beanName(), description(), problem, remedy);
	}

	/**
	 * Whether the method belongs to one pool. Only exception handlers may belong to all
	 * pools.
	 */
	public boolean namesPool() {
		return this.kind != HandlerKind.EXCEPTION || !this.pool.equals(ANY_POOL);
	}

	public boolean isFor(String pool) {
		return !namesPool() || this.pool.equals(pool);
	}

	/**
	 * Routes of a {@link TcpHandler}.
	 */
	public List<String> routes() {
		return List.of(this.mergedAnnotation.getStringArray("route"));
	}

	/**
	 * Whether the method handles only messages with a route.
	 */
	public boolean hasRoutes() {
		return this.kind == HandlerKind.MESSAGE && !routes().isEmpty();
	}

	/**
	 * Whether the method handles messages of connections without a principal, too.
	 */
	public boolean permitsAll() {
		return this.kind == HandlerKind.MESSAGE && this.mergedAnnotation.getBoolean("permitAll");
	}

	/**
	 * Exception types that a {@link TcpExceptionHandler} specifies.
	 */
	List<Class<? extends Throwable>> exceptions() {
		return Arrays.stream(this.mergedAnnotation.getClassArray(MergedAnnotation.VALUE))
			.<Class<? extends Throwable>>map((type) -> type.asSubclass(Throwable.class))
			.toList();
	}

	@Override
	public String toString() {
		return this.kind + " " + description() + " of bean '" + beanName() + "'";
	}

}
