package io.netpool.tcp.handler;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.TcpMessageConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

/**
 * All converters, in the order in which they are asked: the application's, then the one
 * for Protocol Buffers, then the one for JSON, which takes what nobody else has taken.
 *
 * @since 0.1.0
 */
public final class MessageConverters {

	private static final boolean PROTOBUF = isPresent("com.google.protobuf.MessageLite");

	private static final boolean JACKSON = isPresent("tools.jackson.databind.json.JsonMapper");

	private final List<TcpMessageConverter> converters;

	MessageConverters(List<TcpMessageConverter> converters) {
		this.converters = List.copyOf(converters);
	}

	/**
	 * All converters of an application.
	 * @param beanFactory has the application's own converters and its {@code JsonMapper}
	 * @return the converters
	 */
	public static MessageConverters of(BeanFactory beanFactory) {
		List<TcpMessageConverter> converters = new ArrayList<>();
		beanFactory.getBeanProvider(TcpMessageConverter.class).orderedStream().forEach(converters::add);
		if (PROTOBUF) {
			converters.add(new ProtobufMessageConverter());
		}
		if (JACKSON) {
			Json.addTo(converters, beanFactory);
		}
		return new MessageConverters(converters);
	}

	/**
	 * The converter for a type.
	 * @param type a class or a generic type
	 * @return the first that supports it, or {@code null}
	 */
	public @Nullable TcpMessageConverter supporting(Type type) {
		return this.converters.stream().filter((converter) -> converter.supports(type)).findFirst().orElse(null);
	}

	static boolean isProtobuf(Class<?> type) {
		return PROTOBUF && ProtobufMessageConverter.isMessage(type);
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, MessageConverters.class.getClassLoader());
	}

	/**
	 * Apart, since it can only be loaded with Jackson.
	 */
	private static final class Json {

		static void addTo(List<TcpMessageConverter> converters, BeanFactory beanFactory) {
			JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique();
			if (mapper != null) {
				converters.add(new JsonMessageConverter(mapper));
			}
		}

	}

}
