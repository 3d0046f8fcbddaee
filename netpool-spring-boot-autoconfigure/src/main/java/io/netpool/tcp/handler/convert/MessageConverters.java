package io.netpool.tcp.handler.convert;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.TcpMessageConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Message converters in the order of their precedence: those of the application, then
 * Protocol Buffers, then JSON, which supports almost any type.
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
	 * All converters of a pool.
	 * @param own converters of the application
	 * @param beanFactory has the application's {@code JsonMapper}
	 * @return the converters
	 */
	public static MessageConverters of(List<TcpMessageConverter> own, BeanFactory beanFactory) {
		List<TcpMessageConverter> converters = new ArrayList<>(own);
		if (PROTOBUF) {
			converters.add(new ProtobufMessageConverter());
		}
		if (JACKSON) {
			Json.addTo(converters, beanFactory);
		}
		return new MessageConverters(converters);
	}

	/**
	 * Returns the converter for a type.
	 * @param type class or generic type
	 * @return the first converter that supports the type, or {@code null}
	 */
	public @Nullable TcpMessageConverter supporting(Type type) {
		return this.converters.stream().filter((converter) -> converter.supports(type)).findFirst().orElse(null);
	}

	/**
	 * Returns the converter for a type.
	 * @param type class of a message
	 * @return the converter
	 * @throws IllegalArgumentException if no converter supports the type
	 */
	public TcpMessageConverter require(Class<?> type) {
		TcpMessageConverter converter = supporting(type);
		if (converter == null) {
			throw new IllegalArgumentException(
					"A message must be a CharSequence, char[], byte[], ByteBuffer or of a type"
							+ " that a TcpMessageConverter supports, not " + type.getName());
		}
		return converter;
	}

	public static boolean isProtobuf(Class<?> type) {
		return PROTOBUF && ProtobufMessageConverter.isMessage(type);
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, MessageConverters.class.getClassLoader());
	}

	/**
	 * Separate class, since it can only be loaded if Jackson is present.
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
