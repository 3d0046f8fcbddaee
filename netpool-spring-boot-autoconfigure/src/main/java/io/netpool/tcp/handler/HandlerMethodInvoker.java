package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Handler method with its bean. The bean is fetched from the bean factory on the first
 * call, so that lazy beans stay lazy: a singleton once, a bean of any other scope for
 * each call.
 * <p>
 * The class of the bean is certain only then: a lazy bean may turn out to be a JDK proxy,
 * which has another class than its definition. The method is then linked again.
 * <p>
 * Thread-safe. Concurrent first calls do the same work, with the same result.
 */
final class HandlerMethodInvoker {

	private final BeanFactory beanFactory;

	private final BoundHandlerMethod method;

	private volatile @Nullable Target singleton;

	private volatile @Nullable Link link;

	HandlerMethodInvoker(BeanFactory beanFactory, BoundHandlerMethod method) {
		this.beanFactory = beanFactory;
		this.method = method;
	}

	TcpHandlerMethod method() {
		return this.method.method();
	}

	@Nullable MessageType messageType() {
		return this.method.messageType();
	}

	/**
	 * Returns the bean and the method handle to call it with.
	 * @return the target of the next call
	 */
	Target target() {
		Target target = this.singleton;
		return (target != null) ? target : fetch();
	}

	/**
	 * Calls a {@code @TcpHandler} method.
	 */
	TcpReply message(TcpConnection connection, Object message) throws Throwable {
		Target target = target();
		return (TcpReply) target.handle().invokeExact(target.bean(), connection, message);
	}

	private Target fetch() {
		String beanName = method().beanName();
		Object bean = this.beanFactory.getBean(beanName);
		Target target = new Target(bean, handle(bean.getClass()));
		if (this.beanFactory.isSingleton(beanName)) {
			this.singleton = target;
		}
		return target;
	}

	private MethodHandle handle(Class<?> beanClass) {
		Link link = this.link;
		if (link == null || link.beanClass() != beanClass) {
			link = new Link(beanClass, this.method.handle(beanClass));
			this.link = link;
		}
		return link.handle();
	}

	/**
	 * Bean and method handle of a call.
	 *
	 * @param bean first argument of the call
	 * @param handle method handle of the {@link HandlerKind#type()}
	 */
	record Target(Object bean, MethodHandle handle) {

	}

	private record Link(Class<?> beanClass, MethodHandle handle) {

	}

}
