package io.netpool.tcp.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netpool.tcp.handler.argument.MessageArgumentResolver;
import io.netpool.tcp.handler.argument.StateArgumentResolver;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.method.HandlerBean;
import io.netpool.tcp.handler.method.HandlerMethodFinder;
import io.netpool.tcp.handler.method.KotlinFunction;
import io.netpool.tcp.handler.method.SuspendingFunction;
import io.netpool.tcp.handler.reply.ReplyConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Registers reflection hints for the handler methods of a bean, for the states that they
 * take, and for the types that are converted from messages or to replies.
 */
class HandlerBeanAotProcessor implements BeanRegistrationAotProcessor {

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		HandlerBean bean = HandlerBean.of(registeredBean.getBeanName(), registeredBean.getBeanFactory());
		if (bean == null) {
			return null;
		}
		Collection<Method> methods = HandlerMethodFinder.methods(bean.targetType());
		if (methods.isEmpty()) {
			return null;
		}
		return (context, code) -> {
			ReflectionHints hints = context.getRuntimeHints().reflection();
			hints.registerType(bean.targetType());
			methods.forEach((method) -> register(hints, bean, method));
		};
	}

	private void register(ReflectionHints hints, HandlerBean bean, Method method) {
		hints.registerMethod(method, ExecutableMode.INVOKE);
		Stream.of(method.getParameterTypes())
			.filter(StateArgumentResolver::isState)
			.forEach((state) -> hints.registerType(state, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
		registerValueClasses(hints, method);
		for (ResolvableType type : converted(bean, method)) {
			Method parser = MessageConverters.isProtobuf(type.toClass())
					? ReflectionUtils.findMethod(type.toClass(), "parser") : null;
			if (parser != null) {
				hints.registerMethod(parser, ExecutableMode.INVOKE);
			}
			else {
				bind(hints, type, new HashSet<>());
			}
		}
	}

	private static void registerValueClasses(ReflectionHints hints, Method method) {
		IntStream.range(0, SuspendingFunction.parameterCount(method))
			.mapToObj((index) -> KotlinFunction.valueClass(new MethodParameter(method, index)))
			.filter(Objects::nonNull)
			.forEach((valueClass) -> hints.registerType(valueClass, MemberCategory.INVOKE_PUBLIC_METHODS,
					MemberCategory.INVOKE_DECLARED_METHODS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
	}

	/**
	 * Registers a type and its type arguments as classes, since only a resolvable type
	 * knows what its type variables stand for.
	 * @param seen types that are registered already, since the bound of a type variable
	 * may refer to the variable
	 */
	private void bind(ReflectionHints hints, ResolvableType type, Set<Type> seen) {
		if (seen.add(type.getType())) {
			this.binding.registerReflectionHints(hints, type.toClass());
			for (ResolvableType argument : type.getGenerics()) {
				bind(hints, argument, seen);
			}
		}
	}

	private static List<ResolvableType> converted(HandlerBean bean, Method method) {
		List<ResolvableType> types = new ArrayList<>();
		for (int i = -1; i < SuspendingFunction.parameterCount(method); i++) {
			MethodParameter parameter = new MethodParameter(method, i).withContainingClass(bean.targetType());
			ResolvableType type = ResolvableType.forMethodParameter(parameter);
			types.add((i < 0) ? ReplyConverter.valueOf(type) : type);
		}
		types.removeIf((type) -> isUnconverted(type.toClass()));
		return types;
	}

	private static boolean isUnconverted(Class<?> type) {
		return type == void.class || type == Object.class || MessageEncoder.needsNoConverter(type)
				|| MessageArgumentResolver.isNoMessage(type);
	}

}
