package io.netpool.tcp.handler;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.handler.convert.MessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.validation.Validator;

/**
 * Beans that take part in the handling of messages, apart from those with handler
 * methods.
 *
 * @param converters message converters
 * @param validator validator of messages, or {@code null} if there is none
 * @param interceptors interceptors, in the order of their calls
 * @param parsedTypes types of the messages that the framings of the application parse
 */
record MessageBeans(MessageConverters converters, @Nullable Validator validator, List<TcpInterceptor> interceptors,
		Set<Class<?>> parsedTypes) {

	static MessageBeans of(BeanFactory beanFactory) {
		return new MessageBeans(MessageConverters.of(beanFactory),
				beanFactory.getBeanProvider(Validator.class).getIfUnique(),
				beanFactory.getBeanProvider(TcpInterceptor.class).orderedStream().toList(), parsedTypes(beanFactory));
	}

	private static Set<Class<?>> parsedTypes(BeanFactory beanFactory) {
		Set<Class<?>> types = new HashSet<>();
		for (TcpFraming framing : beanFactory.getBeanProvider(TcpFraming.class)) {
			Class<?> type = framing.messageType();
			if (type != null) {
				types.add(type);
			}
		}
		return Set.copyOf(types);
	}

}
