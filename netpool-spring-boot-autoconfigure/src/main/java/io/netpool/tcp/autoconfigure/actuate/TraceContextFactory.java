package io.netpool.tcp.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.handler.JsonTraceHeaders;
import io.netpool.tcp.handler.method.PoolBeans;
import io.netpool.tcp.observe.TcpTraceContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Finds what reads the trace headers of a pool's messages: the beans of the application,
 * and then the property that is set.
 *
 * @param beanFactory beans of the application
 */
record TraceContextFactory(ConfigurableListableBeanFactory beanFactory) {

	private static final String PROPERTY = "observation.trace-property";

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			TraceContextFactory.class.getClassLoader());

	List<TcpTraceContext> create(ConfiguredPool pool) {
		List<TcpTraceContext> contexts = new ArrayList<>(
				new PoolBeans(this.beanFactory, pool.name()).all(TcpTraceContext.class));
		String property = pool.properties().observation().traceProperty();
		if (StringUtils.hasLength(property)) {
			contexts.add(jsonProperty(pool, property));
		}
		return contexts;
	}

	private TcpTraceContext jsonProperty(ConfiguredPool pool, String property) {
		TcpTraceContext context = JACKSON ? Json.context(this.beanFactory, pool, property) : null;
		if (context == null) {
			throw pool.checks()
				.invalid(PROPERTY, property, "needs a JsonMapper bean",
						"Add spring-boot-starter-jackson, or define a JsonMapper bean (of several, one is @Primary).");
		}
		return context;
	}

	/**
	 * Loaded only if Jackson is on the class path.
	 */
	private static final class Json {

		static @Nullable TcpTraceContext context(BeanFactory beanFactory, ConfiguredPool pool, String property) {
			JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique();
			if (mapper == null) {
				return null;
			}
			JsonTraceHeaders headers = new JsonTraceHeaders(mapper, property, pool.properties().charset());
			return (message, connection) -> headers.of(message);
		}

	}

}
