package io.netpool.tcp.handler;

import io.netpool.tcp.TcpAdvice;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * A bean that may have handler methods, known by its types alone: it need not exist yet.
 *
 * @param name the bean's name
 * @param targetType the class that was written, behind all proxies: it has the
 * annotations and the generic types
 * @param exposedType the class that callers get, as far as it is known before the bean is
 * created; a proxy's class if there is one
 */
record HandlerBean(String name, Class<?> targetType, Class<?> exposedType) {

	/**
	 * Determine a bean's types.
	 * @param name the bean's name
	 * @param beanFactory where it is defined
	 * @return the bean, or {@code null} if it has no type that can be resolved: a lazy
	 * bean may be of a class that is not here
	 */
	static @Nullable HandlerBean of(String name, ConfigurableListableBeanFactory beanFactory) {
		try {
			Class<?> exposedType = beanFactory.getType(name);
			Class<?> targetType = targetType(name, beanFactory);
			if (exposedType == null || targetType == null || isNull(name, exposedType, beanFactory)) {
				return null;
			}
			return new HandlerBean(name, targetType, exposedType);
		}
		catch (BeansException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * What the bean's class says of the exceptions it handles for others.
	 * @return its {@code @TcpAdvice}, which may be absent
	 */
	MergedAnnotation<TcpAdvice> advice() {
		return MergedAnnotations.from(this.targetType, SearchStrategy.TYPE_HIERARCHY).get(TcpAdvice.class);
	}

	private static @Nullable Class<?> targetType(String name, ConfigurableListableBeanFactory beanFactory) {
		Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, name);
		if (type == null || !SpringProxy.class.isAssignableFrom(type)) {
			return type;
		}
		if (ScopedObject.class.isAssignableFrom(type)) {
			return AutoProxyUtils.determineTargetClass(beanFactory, ScopedProxyUtils.getTargetBeanName(name));
		}
		// a proxy that Spring did not make itself, but a @Bean method
		Object singleton = beanFactory.getSingleton(name);
		return (type.isInstance(singleton)) ? AopProxyUtils.ultimateTargetClass(singleton) : type;
	}

	/**
	 * Whether a {@code @Bean} method returned {@code null}, which is a bean of its
	 * declared type all the same. What stands for it is of another type; it also says
	 * that it equals {@code null}, but not every other bean can be asked that.
	 */
	private static boolean isNull(String name, Class<?> exposedType, ConfigurableListableBeanFactory beanFactory) {
		Object singleton = beanFactory.getSingleton(name);
		return singleton != null && !(singleton instanceof FactoryBean) && !exposedType.isInstance(singleton);
	}

}
