package io.netpool.tcp.handler.method;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPool;
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
 * works like Spring's {@code EventListenerMethodProcessor}, so that methods are found on
 * all beans on which {@code @EventListener} methods are.
 *
 * @param beanFactory bean factory of the application
 */
public record HandlerMethodFinder(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * Finds all handler methods.
	 * @return the methods, sorted by {@code @Order}, then by the order of the bean
	 * definitions, then by name, since Java returns the methods of a class in no order
	 */
	public List<TcpHandlerMethod> find() {
		List<TcpHandlerMethod> methods = new ArrayList<>();
		// "false": do not create lazy FactoryBeans to determine the types of their
		// objects
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
	 * Finds the handler methods of a class.
	 * @param type class to search
	 * @return the methods, in no order
	 */
	public static Collection<Method> methods(Class<?> type) {
		return isCandidate(type) ? annotatedMethods(type).keySet() : List.of();
	}

	private static Map<Method, MergedAnnotations> annotatedMethods(Class<?> type) {
		try {
			return MethodIntrospector.selectMethods(type, HandlerMethodFinder::annotations);
		}
		catch (IllegalStateException | LinkageError ex) {
			// a lazy bean may have a method with a type whose class is missing
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
	 * Returns a handler method for each pool of a method.
	 */
	private static Stream<TcpHandlerMethod> handlerMethods(HandlerBean bean, Method method,
			MergedAnnotations annotations) {
		List<HandlerKind> kinds = kinds(annotations);
		HandlerKind kind = kinds.get(0);
		MergedAnnotation<?> mergedAnnotation = annotations.get(kind.annotation());
		List<TcpHandlerMethod> methods = pools(bean, kind, mergedAnnotation).stream()
			.distinct()
			.map((pool) -> new TcpHandlerMethod(bean, method, kind, pool, mergedAnnotation))
			.toList();
		if (annotations.isPresent(TcpPool.class)) {
			throw methods.get(0)
				.invalid("is annotated with @TcpPool",
						"Annotate the class, or specify the pool of a method as in @TcpHandler(pool = \"…\").");
		}
		if (kinds.size() > 1) {
			String names = kinds.stream().map(HandlerKind::toString).collect(Collectors.joining(" and "));
			throw methods.get(0)
				.invalid("is annotated with " + names,
						"Keep one of the annotations, and move the others to methods of their own.");
		}
		return methods.stream();
	}

	private static List<String> pools(HandlerBean bean, HandlerKind kind, MergedAnnotation<?> mergedAnnotation) {
		if (kind == HandlerKind.EXCEPTION) {
			// without @TcpAdvice, they handle the exceptions of their bean, in any pool
			boolean ofPools = bean.advice().isPresent() && !bean.pools().isEmpty();
			return ofPools ? bean.pools() : List.of(TcpHandlerMethod.ANY_POOL);
		}
		List<String> own = List.of(mergedAnnotation.getStringArray("pool"));
		List<String> pools = own.isEmpty() ? bean.pools() : own;
		return pools.isEmpty() ? List.of(TcpAcceptorPool.DEFAULT_NAME) : pools;
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
