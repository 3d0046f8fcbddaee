package io.netpool.tcp.handler;

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
 * A bean method with {@link TcpHandler}, {@link TcpConnected}, {@link TcpDisconnected} or
 * {@link TcpExceptionHandler}. Immutable.
 *
 * @since 0.1.0
 */
public final class TcpHandlerMethod {

	/**
	 * The pool of an exception handler that is for every pool.
	 */
	static final String ANY_POOL = "";

	private final HandlerBean bean;

	private final Method method;

	private final HandlerKind kind;

	private final String pool;

	private final MergedAnnotation<?> facts;

	TcpHandlerMethod(HandlerBean bean, Method method, HandlerKind kind, String pool, MergedAnnotation<?> facts) {
		this.bean = bean;
		this.method = method;
		this.kind = kind;
		this.pool = pool;
		this.facts = facts;
	}

	/**
	 * The bean whose method it is.
	 * @return the bean's name
	 */
	public String beanName() {
		return this.bean.name();
	}

	/**
	 * The pool that the annotation names; for a {@link TcpExceptionHandler} that of its
	 * {@link TcpAdvice}.
	 * @return the pool's name, which need not be one that exists
	 */
	public String pool() {
		return this.pool;
	}

	/**
	 * The annotation that makes it a handler method.
	 * @return {@link TcpHandler}, {@link TcpConnected}, {@link TcpDisconnected} or
	 * {@link TcpExceptionHandler}
	 */
	public Class<? extends Annotation> annotation() {
		return this.kind.annotation();
	}

	/**
	 * The method, as errors name it.
	 * @return its class, name and parameter types, as in
	 * {@code com.example.Greeter.onMessage(String)}
	 */
	public String description() {
		return describe(this.method);
	}

	/**
	 * An error about this method, for the caller to throw.
	 * @param problem what is wrong: the rest of a sentence that begins with the method,
	 * without a full stop
	 * @param remedy what is allowed, or what to do: one or more sentences
	 * @return the exception, which names bean and method
	 */
	public InvalidTcpHandlerException invalid(String problem, String remedy) {
		return new InvalidTcpHandlerException(beanName(), description(), problem, remedy);
	}

	HandlerBean bean() {
		return this.bean;
	}

	Method method() {
		return this.method;
	}

	HandlerKind kind() {
		return this.kind;
	}

	/**
	 * Whether it names a pool. Only exception handlers need not: they are then for every
	 * pool.
	 */
	boolean namesPool() {
		return this.kind != HandlerKind.EXCEPTION || !this.pool.equals(ANY_POOL);
	}

	boolean isFor(String pool) {
		return !namesPool() || this.pool.equals(pool);
	}

	/**
	 * The routes that a {@link TcpHandler} names.
	 */
	List<String> routes() {
		return List.of(this.facts.getStringArray("route"));
	}

	/**
	 * The exceptions that a {@link TcpExceptionHandler} names.
	 */
	List<Class<? extends Throwable>> exceptions() {
		return Arrays.stream(this.facts.getClassArray(MergedAnnotation.VALUE))
			.<Class<? extends Throwable>>map((type) -> type.asSubclass(Throwable.class))
			.toList();
	}

	@Override
	public String toString() {
		return this.kind + " " + description() + " of bean '" + beanName() + "'";
	}

	static String describe(Method method) {
		String name = method.getDeclaringClass().getName() + "." + method.getName();
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", name + "(", ")"));
	}

}
