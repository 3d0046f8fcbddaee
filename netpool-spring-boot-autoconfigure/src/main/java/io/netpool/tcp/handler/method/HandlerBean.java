package io.netpool.tcp.handler.method;

import java.util.List;

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
 * Types and pools of a bean that may have handler methods. The bean need not have been
 * created.
 *
 * @param name name of the bean
 * @param targetType class of the target of all proxies, which has the annotations and the
 * generic types
 * @param exposedType class of the bean itself, a proxy class if there is a proxy, as far
 * as it is known before the bean is created
 * @param pools names of the pools of {@code @TcpPool}
 */
public record HandlerBean(String name, Class<?> targetType, Class<?> exposedType, List<String> pools) {

	/**
	 * Determines the types of a bean.
	 * @param name name of the bean
	 * @param beanFactory bean factory that defines the bean
	 * @return the bean, or {@code null} if its type cannot be resolved: the class of a
	 * lazy bean may be missing
	 */
	public static @Nullable HandlerBean of(String name, ConfigurableListableBeanFactory beanFactory) {
		try {
			Class<?> exposedType = beanFactory.getType(name);
			Class<?> targetType = targetType(name, beanFactory);
			if (exposedType == null || targetType == null || isNull(name, exposedType, beanFactory)) {
				return null;
			}
			return new HandlerBean(name, targetType, exposedType, PoolBeans.assigned(name, targetType, beanFactory));
		}
		catch (BeansException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * {@code @TcpAdvice} annotation of the class.
	 * @return the annotation, which may be {@linkplain MergedAnnotation#isPresent absent}
	 */
	public MergedAnnotation<TcpAdvice> advice() {
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
		// a proxy that was not created by Spring, but by a @Bean method
		Object singleton = beanFactory.getSingleton(name);
		return (type.isInstance(singleton)) ? AopProxyUtils.ultimateTargetClass(singleton) : type;
	}

	/**
	 * Whether a {@code @Bean} method has returned {@code null}. Such a bean has the
	 * declared type, but its singleton is a placeholder of another type. The placeholder
	 * also equals {@code null}, but it is not safe to call {@code equals} on any bean.
	 */
	private static boolean isNull(String name, Class<?> exposedType, ConfigurableListableBeanFactory beanFactory) {
		Object singleton = beanFactory.getSingleton(name);
		return singleton != null && !(singleton instanceof FactoryBean) && !exposedType.isInstance(singleton);
	}

}
