package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Selects the method to call on a bean: the handler method itself, or what a JDK proxy
 * has in its place. A method that a proxy would not pass on to its target is refused: it
 * would run on the proxy, whose fields are all {@code null}.
 */
final class InvocableMethod {

	private InvocableMethod() {
	}

	static MethodHandle handle(TcpHandlerMethod handlerMethod, Class<?> beanClass) {
		Method method = select(handlerMethod, beanClass);
		ReflectionUtils.makeAccessible(method);
		try {
			// fixed arity, or asType would wrap what "byte..." gets in an array
			return MethodHandles.lookup().unreflect(method).asFixedArity();
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Method select(TcpHandlerMethod handlerMethod, Class<?> beanClass) {
		Method method = handlerMethod.method();
		if (Modifier.isStatic(method.getModifiers())) {
			throw handlerMethod.invalid("is static",
					"Remove static: a %s method is called on its bean.".formatted(handlerMethod.kind()));
		}
		if (Proxy.isProxyClass(beanClass) && !method.getDeclaringClass().isAssignableFrom(beanClass)) {
			return interfaceMethod(handlerMethod, beanClass);
		}
		if (SpringProxy.class.isAssignableFrom(beanClass)) {
			requirePassedOn(handlerMethod, Modifier.isPrivate(method.getModifiers()), "private");
			requirePassedOn(handlerMethod, Modifier.isFinal(method.getModifiers()), "final");
		}
		return method;
	}

	private static Method interfaceMethod(TcpHandlerMethod handlerMethod, Class<?> proxyClass) {
		for (Class<?> type : proxyClass.getInterfaces()) {
			for (Method candidate : type.getMethods()) {
				// found by what the target has for it: a generic one has other types
				Method specific = AopUtils.getMostSpecificMethod(candidate, handlerMethod.bean().targetType());
				if (specific.equals(handlerMethod.method())) {
					return candidate;
				}
			}
		}
		throw handlerMethod.invalid("is in none of the interfaces of the proxy that stands for the bean",
				"Declare it in an interface that the bean implements, or let the bean be proxied by class"
						+ " (spring.aop.proxy-target-class=true, which is Spring Boot's default).");
	}

	private static void requirePassedOn(TcpHandlerMethod handlerMethod, boolean hidden, String modifier) {
		if (hidden) {
			throw handlerMethod.invalid("is " + modifier + ", and the proxy that stands for the bean can't pass it on",
					"Remove %s: a proxied method is package-private, protected or public, and not final."
						.formatted(modifier));
		}
	}

}
