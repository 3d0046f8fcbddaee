package io.netpool.tcp.handler.convert;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Types that can be converted to JSON. Jackson accepts any type. JDK types that are not
 * data, such as threads and streams, are not supported, so that an invalid parameter is
 * not mistaken for the message.
 */
final class DataType {

	private static final List<Class<?>> CONTAINERS = List.of(Map.class, Iterable.class, Optional.class);

	private DataType() {
	}

	static boolean is(Type type) {
		Class<?> raw = ResolvableType.forType(type).toClass();
		Class<?> content = (raw.isArray()) ? ResolvableType.forClass(raw).getComponentType().toClass() : raw;
		boolean platform = content.getName().startsWith("java.") || content.getName().startsWith("javax.");
		return !platform || ClassUtils.isSimpleValueType(content)
				|| CONTAINERS.stream().anyMatch((container) -> container.isAssignableFrom(content))
				|| content == Object.class;
	}

}
