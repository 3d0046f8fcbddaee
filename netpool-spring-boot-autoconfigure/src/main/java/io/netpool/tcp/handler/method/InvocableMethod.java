package io.netpool.tcp.handler.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ReflectionUtils;

/**
 * Selects the method to call on a bean: the handler method itself, or the interface
 * method of a JDK proxy. A method that a class-based proxy does not delegate to its
 * target is invalid: it would run on the proxy, whose fields are all {@code null}.
 */
public final class InvocableMethod {

	private InvocableMethod() {
	}

	public static MethodHandle handle(Method method) {
		if (SuspendingFunction.is(method)) {
			return SuspendingFunction.handle(method);
		}
		return KotlinFunction.mayOmitArguments(method) ? KotlinFunction.withDefaults(method) : unreflect(method);
	}

	static MethodHandle unreflect(Method method) {
		ReflectionUtils.makeAccessible(method);
		try {
			// fixed arity, since asType would wrap the argument of "byte..." in an array
			return MethodHandles.lookup().unreflect(method).asFixedArity();
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static Method select(TcpHandlerMethod handlerMethod, Class<?> beanClass) {
		Method method = handlerMethod.method();
		if (Modifier.isStatic(method.getModifiers())) {
			throw handlerMethod.invalid("is static",
					"Remove static: a %s method is an instance method of its bean.".formatted(handlerMethod.kind()));
		}
		if (Proxy.isProxyClass(beanClass) && !method.getDeclaringClass().isAssignableFrom(beanClass)) {
			return interfaceMethod(handlerMethod, beanClass);
		}
		if (SpringProxy.class.isAssignableFrom(beanClass)) {
			requireDelegated(handlerMethod, Modifier.isPrivate(method.getModifiers()), "private");
			requireDelegated(handlerMethod, Modifier.isFinal(method.getModifiers()), "final");
		}
		return method;
	}

	private static Method interfaceMethod(TcpHandlerMethod handlerMethod, Class<?> proxyClass) {
		for (Class<?> type : proxyClass.getInterfaces()) {
			for (Method candidate : type.getMethods()) {
				// compare the implementation: a generic interface method has other types
				Method specific = AopUtils.getMostSpecificMethod(candidate, handlerMethod.bean().targetType());
				if (specific.equals(handlerMethod.method())) {
					return candidate;
				}
			}
		}
		throw handlerMethod.invalid("is not declared in an interface of the bean's JDK proxy",
				"Declare it in an interface that the bean implements, or use a class-based proxy"
						+ " (spring.aop.proxy-target-class=true, Spring Boot's default).");
	}

	private static void requireDelegated(TcpHandlerMethod handlerMethod, boolean modified, String modifier) {
		if (modified) {
			throw handlerMethod.invalid("is " + modifier + ", so the bean's proxy cannot delegate to it",
					remedy(handlerMethod, modifier));
		}
	}

	private static String remedy(TcpHandlerMethod handlerMethod, String modifier) {
		if (modifier.equals("final") && KotlinDetector.isKotlinType(handlerMethod.method().getDeclaringClass())) {
			return "Declare it open, or apply Kotlin's compiler plugin 'spring': a handler method of a proxied bean must"
					+ " be neither private nor final.";
		}
		return "Remove %s: a handler method of a proxied bean must be neither private nor final.".formatted(modifier);
	}

}
