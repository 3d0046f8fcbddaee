package io.netpool.tcp.autoconfigure;

import java.nio.charset.Charset;

import io.netpool.tcp.TcpRouteResolver;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.handler.BytesRouteResolver;
import io.netpool.tcp.handler.FirstWordRouteResolver;
import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.handler.JsonPropertyRouteResolver;
import io.netpool.tcp.handler.method.PoolBeans;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Creates the {@link HandlerOptions} of a pool from its settings.
 *
 * @param beanFactory beans that settings name
 */
record HandlerOptionsFactory(ConfigurableListableBeanFactory beanFactory) {

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			HandlerOptionsFactory.class.getClassLoader());

	private static final int MOST_BYTES = 16;

	HandlerOptions create(ConfiguredPool pool) {
		PoolProperties properties = pool.properties();
		PoolProperties.Routing routing = properties.routing();
		return new HandlerOptions(properties.charset(), routes(pool, routing, properties.charset()),
				routing.caseSensitive(), properties.handler().closeOnError(), properties.authentication().required(),
				ParsedMessageType.of(pool, this.beanFactory).type());
	}

	private TcpRouteResolver routes(ConfiguredPool pool, PoolProperties.Routing routing, Charset charset) {
		String by = routing.by();
		if (by == null) {
			TcpRouteResolver bean = new PoolBeans(this.beanFactory, pool.name()).only(TcpRouteResolver.class);
			return (bean != null) ? bean : new FirstWordRouteResolver(charset);
		}
		SettingChecks checks = pool.checks();
		return switch (by) {
			case "bytes" -> bytes(checks, routing);
			case "first-word" -> new FirstWordRouteResolver(charset);
			case "json-property" -> jsonProperty(checks, routing.property(), charset);
			default -> bean(checks, by);
		};
	}

	private static TcpRouteResolver bytes(SettingChecks checks, PoolProperties.Routing routing) {
		int offset = checks.atLeast(0, "routing.offset", routing.offset());
		return new BytesRouteResolver(offset, checks.between(1, MOST_BYTES, "routing.length", routing.length()));
	}

	private TcpRouteResolver jsonProperty(SettingChecks checks, String property, Charset charset) {
		TcpRouteResolver resolver = JACKSON ? Json.resolver(this.beanFactory, property, charset) : null;
		if (resolver == null) {
			throw checks.invalid("routing.by", "json-property", "needs a JsonMapper bean",
					"Add spring-boot-starter-jackson, or define a JsonMapper bean.");
		}
		return resolver;
	}

	private TcpRouteResolver bean(SettingChecks checks, String name) {
		if (!this.beanFactory.containsBean(name) || !this.beanFactory.isTypeMatch(name, TcpRouteResolver.class)) {
			throw checks.invalid("routing.by", name, "is not the name of a TcpRouteResolver bean",
					"Set it to first-word, json-property, bytes, or the name of a TcpRouteResolver bean.");
		}
		return this.beanFactory.getBean(name, TcpRouteResolver.class);
	}

	/**
	 * Loaded only if Jackson is on the class path.
	 */
	private static final class Json {

		static @Nullable TcpRouteResolver resolver(BeanFactory beanFactory, String property, Charset charset) {
			JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique();
			return (mapper != null) ? new JsonPropertyRouteResolver(mapper, property, charset) : null;
		}

	}

}
