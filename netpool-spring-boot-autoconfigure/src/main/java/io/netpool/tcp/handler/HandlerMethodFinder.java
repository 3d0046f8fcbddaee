package io.netpool.tcp.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Finds the annotated methods of all beans by their types, without creating a bean. It
 * goes the way of Spring's {@code EventListenerMethodProcessor}, so that what works with
 * {@code @EventListener} works here.
 */
final class HandlerMethodFinder {

	private final ConfigurableListableBeanFactory beanFactory;

	HandlerMethodFinder(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Find all handler methods.
	 * @return the methods by {@code @Order}, then in the order in which their beans were
	 * defined, then by name, since Java gives the methods of a class in no order
	 */
	List<TcpHandlerMethod> find() {
		List<TcpHandlerMethod> methods = new ArrayList<>();
		// "false": a lazy FactoryBean is not created to ask it for the type of its object
		for (String name : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			HandlerBean bean = (!ScopedProxyUtils.isScopedTarget(name)) ? HandlerBean.of(name, this.beanFactory) : null;
			if (bean != null && isCandidate(bean.targetType())) {
				methods.addAll(find(bean));
			}
		}
		methods.sort(Comparator.comparingInt(HandlerMethodFinder::order));
		return methods;
	}

	private List<TcpHandlerMethod> find(HandlerBean bean) {
		return annotatedMethods(bean.targetType()).entrySet()
			.stream()
			.flatMap((entry) -> handlerMethods(bean, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparing((method) -> method.method().getName()))
			.toList();
	}

	/**
	 * Find the handler methods of one class.
	 * @param type the class
	 * @return its methods, in no order
	 */
	static Collection<Method> methods(Class<?> type) {
		return isCandidate(type) ? annotatedMethods(type).keySet() : List.of();
	}

	private static Map<Method, MergedAnnotations> annotatedMethods(Class<?> type) {
		try {
			return MethodIntrospector.selectMethods(type, HandlerMethodFinder::annotations);
		}
		catch (IllegalStateException | LinkageError ex) {
			// a lazy bean may have a method with a type that is not here
			return Map.of();
		}
	}

	private static @Nullable MergedAnnotations annotations(Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		return (kinds(annotations).isEmpty()) ? null : annotations;
	}

	private static List<HandlerKind> kinds(MergedAnnotations annotations) {
		return Arrays.stream(HandlerKind.values()).filter((kind) -> annotations.isPresent(kind.annotation())).toList();
	}

	/**
	 * A method, once for each pool that it is for.
	 */
	private static Stream<TcpHandlerMethod> handlerMethods(HandlerBean bean, Method method,
			MergedAnnotations annotations) {
		List<HandlerKind> kinds = kinds(annotations);
		HandlerKind kind = kinds.get(0);
		MergedAnnotation<?> facts = annotations.get(kind.annotation());
		List<TcpHandlerMethod> methods = pools(bean, kind, facts)
			.map((pool) -> new TcpHandlerMethod(bean, method, kind, pool, facts))
			.toList();
		if (kinds.size() > 1) {
			String names = kinds.stream().map(HandlerKind::toString).collect(Collectors.joining(" and "));
			throw methods.get(0).invalid("has " + names, "Keep one of them, and write a method for each other.");
		}
		return methods.stream();
	}

	private static Stream<String> pools(HandlerBean bean, HandlerKind kind, MergedAnnotation<?> facts) {
		if (kind != HandlerKind.EXCEPTION) {
			return Stream.of(facts.getString("pool"));
		}
		String[] pools = bean.advice().getValue("pool", String[].class).orElse(new String[0]);
		return (pools.length > 0) ? Arrays.stream(pools) : Stream.of(TcpHandlerMethod.ANY_POOL);
	}

	private static int order(TcpHandlerMethod method) {
		Integer order = OrderUtils.getOrder(method.method());
		return (order != null) ? order : OrderUtils.getOrder(method.bean().targetType(), Ordered.LOWEST_PRECEDENCE);
	}

	private static boolean isCandidate(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type,
				Arrays.stream(HandlerKind.values()).map(HandlerKind::annotation).toList()) && !isPartOfSpring(type);
	}

	private static boolean isPartOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(ClassUtils.getUserClass(type), Component.class);
	}

}
