package io.netpool.tcp.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.autoconfigure.ParsedMessageType;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
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
 * @param pools all pools, which may inherit the property from each other
 */
record TraceContextFactory(ConfigurableListableBeanFactory beanFactory, ConfiguredPools pools) {

	private static final String PROPERTY = "observation.trace-property";

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			TraceContextFactory.class.getClassLoader());

	List<TcpTraceContext> create(ConfiguredPool pool) {
		List<TcpTraceContext> contexts = new ArrayList<>(
				new PoolBeans(this.beanFactory, pool.name()).all(TcpTraceContext.class));
		String property = pool.properties().observation().traceProperty();
		if (StringUtils.hasLength(property)) {
			requireEffect(pool, property);
			contexts.add(jsonProperty(pool, property));
		}
		return contexts;
	}

	/**
	 * Refuses the property if it has an effect in no pool that has it from the same
	 * place: messages that a framing has parsed are not JSON.
	 */
	private void requireEffect(ConfiguredPool pool, String property) {
		String key = pool.checks().key(PROPERTY);
		if (this.pools.all().stream().anyMatch((other) -> key.equals(other.checks().key(PROPERTY)) && isRead(other))) {
			return;
		}
		throw pool.checks()
			.invalid(PROPERTY, property,
					"needs messages that are text or bytes, while the framing '" + pool.properties().framing().mode()
							+ "' of pool '" + pool.name() + "' parses " + parsed(pool).typeName(),
					"Remove it, and define a TcpTraceContext bean that reads the headers of messages of this type.");
	}

	private boolean isRead(ConfiguredPool pool) {
		return parsed(pool).mayBeTextOrBytes();
	}

	private ParsedMessageType parsed(ConfiguredPool pool) {
		return ParsedMessageType.of(pool, this.beanFactory);
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
