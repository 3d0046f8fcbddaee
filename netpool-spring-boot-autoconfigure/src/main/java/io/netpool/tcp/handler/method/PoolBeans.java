package io.netpool.tcp.handler.method;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.netpool.tcp.TcpPool;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Beans that a pool uses: those that {@link TcpPool} assigns to it, and those without the
 * annotation.
 *
 * @param beanFactory bean factory of the application
 * @param pool name of the pool
 */
public record PoolBeans(ConfigurableListableBeanFactory beanFactory, String pool) {

	/**
	 * Returns all beans of a type.
	 * @param <T> type of the beans
	 * @param type type of the beans
	 * @return the beans, in the order of {@code @Order}
	 */
	public <T> List<T> all(Class<T> type) {
		Set<Object> others = Collections.newSetFromMap(new IdentityHashMap<>());
		names(type, (pools) -> !pools.isEmpty() && !pools.contains(this.pool))
			.forEach((name) -> others.add(this.beanFactory.getBean(name)));
		return this.beanFactory.getBeanProvider(type).orderedStream().filter((bean) -> !others.contains(bean)).toList();
	}

	/**
	 * Returns the only bean of a type. One that is assigned to the pool takes precedence
	 * over those without the annotation.
	 * @param <T> type of the bean
	 * @param type type of the bean
	 * @return the bean, or {@code null} if there is none, or several without the
	 * annotation
	 * @throws NoUniqueBeanDefinitionException if several are assigned to the pool
	 */
	public <T> @Nullable T only(Class<T> type) {
		List<String> assigned = names(type, (pools) -> pools.contains(this.pool));
		if (assigned.size() > 1) {
			throw new NoUniqueBeanDefinitionException(type, assigned);
		}
		List<String> names = assigned.isEmpty() ? names(type, List::isEmpty) : assigned;
		if (names.size() == 1) {
			return this.beanFactory.getBean(names.get(0), type);
		}
		T primary = this.beanFactory.getBeanProvider(type).getIfUnique();
		return (primary != null && all(type).contains(primary)) ? primary : null;
	}

	private List<String> names(Class<?> type, Predicate<List<String>> pools) {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type))
			.filter((name) -> pools.test(poolsOf(name)))
			.toList();
	}

	private List<String> poolsOf(String name) {
		BeanFactory factory = this.beanFactory;
		while (factory instanceof ConfigurableListableBeanFactory local) {
			if (local.containsLocalBean(name)) {
				return assigned(name, AutoProxyUtils.determineTargetClass(local, name), local);
			}
			factory = local.getParentBeanFactory();
		}
		return List.of();
	}

	/**
	 * Returns the pools that a bean is assigned to: by its {@code @Bean} method, or else
	 * by its class.
	 * @param name name of the bean
	 * @param type class of the bean, {@code null} if it is not known
	 * @param beanFactory bean factory that defines the bean
	 * @return the names of the pools, empty if there is no annotation
	 */
	static List<String> assigned(String name, @Nullable Class<?> type, ConfigurableListableBeanFactory beanFactory) {
		Method method = factoryMethod(name, beanFactory);
		List<String> pools = (method != null) ? pools(MergedAnnotations.from(method)) : List.of();
		return (pools.isEmpty() && type != null) ? pools(MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY))
				: pools;
	}

	private static List<String> pools(MergedAnnotations annotations) {
		MergedAnnotation<TcpPool> annotation = annotations.get(TcpPool.class);
		return annotation.isPresent() ? List.of(annotation.getStringArray(MergedAnnotation.VALUE)) : List.of();
	}

	private static @Nullable Method factoryMethod(String name, ConfigurableListableBeanFactory beanFactory) {
		return (beanFactory.containsBeanDefinition(name)
				&& beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition)
						? definition.getResolvedFactoryMethod() : null;
	}

}
