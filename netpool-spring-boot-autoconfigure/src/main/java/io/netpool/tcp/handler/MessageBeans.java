package io.netpool.tcp.handler;

import java.util.List;

import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.reply.PublisherDecorator;
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
 * @param publishers decorator of reactive return values, or {@code null} if there is none
 */
record MessageBeans(MessageConverters converters, @Nullable Validator validator, List<TcpInterceptor> interceptors,
		@Nullable PublisherDecorator publishers) {

	static MessageBeans of(BeanFactory beanFactory) {
		return new MessageBeans(MessageConverters.of(beanFactory),
				beanFactory.getBeanProvider(Validator.class).getIfUnique(),
				beanFactory.getBeanProvider(TcpInterceptor.class).orderedStream().toList(),
				beanFactory.getBeanProvider(PublisherDecorator.class).getIfUnique());
	}

}
