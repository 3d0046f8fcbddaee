package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;

import io.netpool.tcp.TcpEndpoint.MessageType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * A handler method with its bean, which is fetched when it is first called: a lazy bean
 * stays lazy. A singleton is fetched once, any other bean for each call, as its scope
 * wants it.
 * <p>
 * Only with the bean it is certain what it is: a lazy one may turn out to be a JDK proxy,
 * of another class than its definition said. Then the method is linked again.
 * <p>
 * Thread-safe; threads that are first at the same time do the same and get the same.
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
	 * What to call now.
	 * @return the bean, and the method handle to give it to
	 */
	Target target() {
		Target target = this.singleton;
		return (target != null) ? target : fetch();
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
	 * A bean and its method.
	 *
	 * @param bean the first argument of the call
	 * @param handle of the {@link HandlerKind#type() kind's type}
	 */
	record Target(Object bean, MethodHandle handle) {

	}

	private record Link(Class<?> beanClass, MethodHandle handle) {

	}

}
