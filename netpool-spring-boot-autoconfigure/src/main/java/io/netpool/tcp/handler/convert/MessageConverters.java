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

	/**
	 * The remedy where a type {@linkplain #lacksJson lacks} JSON.
	 */
	public static final String JSON_REMEDY = "For JSON, add spring-boot-starter-jackson, or define a JsonMapper bean"
			+ " (of several, one is @Primary)";

	private static final boolean PROTOBUF = isPresent("com.google.protobuf.MessageLite");

	private static final boolean JACKSON = isPresent("tools.jackson.databind.json.JsonMapper");

	private final List<TcpMessageConverter> converters;

	private final boolean json;

	MessageConverters(List<TcpMessageConverter> converters, boolean json) {
		this.converters = List.copyOf(converters);
		this.json = json;
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
		boolean json = JACKSON && Json.addTo(converters, beanFactory);
		return new MessageConverters(converters, json);
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
							+ " that a TcpMessageConverter supports, not " + type.getName()
							+ (lacksJson(type) ? ". " + JSON_REMEDY : ""));
		}
		return converter;
	}

	/**
	 * Whether a type would be supported with a {@code JsonMapper} bean, which is missing.
	 * @param type class or generic type that no converter supports
	 */
	public boolean lacksJson(Type type) {
		return !this.json && DataType.is(type);
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

		static boolean addTo(List<TcpMessageConverter> converters, BeanFactory beanFactory) {
			JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique();
			if (mapper == null) {
				return false;
			}
			return converters.add(new JsonMessageConverter(mapper));
		}

	}

}
