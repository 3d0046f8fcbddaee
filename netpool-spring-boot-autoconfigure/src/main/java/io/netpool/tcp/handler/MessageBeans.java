package io.netpool.tcp.handler;

import java.util.List;

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
 */
record MessageBeans(MessageConverters converters, @Nullable Validator validator, List<TcpInterceptor> interceptors,
		@Nullable PublisherDecorator publishers) {

	static MessageBeans of(PoolBeans beans) {
		BeanFactory beanFactory = beans.beanFactory();
		return new MessageBeans(MessageConverters.of(beans.all(TcpMessageConverter.class), beanFactory),
				beanFactory.getBeanProvider(Validator.class).getIfUnique(), beans.all(TcpInterceptor.class),
				beanFactory.getBeanProvider(PublisherDecorator.class).getIfUnique());
	}

}
