package io.netpool.tcp.handler;

import java.util.List;

import io.netpool.tcp.TcpInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.validation.Validator;

/**
 * The beans that have a part in the handling of messages, beside those with handler
 * methods.
 *
 * @param converters what converts messages
 * @param validator what validates them, {@code null} if there is no validator
 * @param interceptors who sees them, in this order
 */
record MessageBeans(MessageConverters converters, @Nullable Validator validator, List<TcpInterceptor> interceptors) {

	static MessageBeans of(BeanFactory beanFactory) {
		return new MessageBeans(MessageConverters.of(beanFactory),
				beanFactory.getBeanProvider(Validator.class).getIfUnique(),
				beanFactory.getBeanProvider(TcpInterceptor.class).orderedStream().toList());
	}

}
