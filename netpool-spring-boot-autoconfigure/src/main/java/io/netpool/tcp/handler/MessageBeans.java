package io.netpool.tcp.handler;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.method.PoolBeans;
import io.netpool.tcp.handler.reply.PublisherDecorator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.validation.Validator;

/**
 * Beans that take part in the handling of a pool's messages, apart from those with
 * handler methods.
 *
 * @param converters message converters
 * @param validator validator of messages, or {@code null} if there is none
 * @param interceptors interceptors, in the order of their calls
 * @param publishers decorator of reactive return values, or {@code null} if there is none
 * @param parsedTypes types of the messages that the framings of the application parse
 */
record MessageBeans(MessageConverters converters, @Nullable Validator validator, List<TcpInterceptor> interceptors,
		@Nullable PublisherDecorator publishers, Set<Class<?>> parsedTypes) {

	static MessageBeans of(PoolBeans beans) {
		BeanFactory beanFactory = beans.beanFactory();
		return new MessageBeans(MessageConverters.of(beans.all(TcpMessageConverter.class), beanFactory),
				beanFactory.getBeanProvider(Validator.class).getIfUnique(), beans.all(TcpInterceptor.class),
				beanFactory.getBeanProvider(PublisherDecorator.class).getIfUnique(), parsedTypes(beanFactory));
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
