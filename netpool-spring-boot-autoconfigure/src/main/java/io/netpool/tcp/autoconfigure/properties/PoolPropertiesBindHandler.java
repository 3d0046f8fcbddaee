package io.netpool.tcp.autoconfigure.properties;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.convert.Delimiter;
import org.springframework.core.env.Environment;
import org.springframework.util.ObjectUtils;

/**
 * Completes Spring Boot's binding of {@link PoolProperties}. A named pool inherits what
 * it does not set. A single value of a list with {@link Delimiter#NONE} is one element,
 * exactly as it is written: Spring Boot would trim it.
 */
public final class PoolPropertiesBindHandler extends AbstractBindHandler {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PropertyNames.ROOT);

	private static final ConfigurationPropertyName POOLS = ROOT.append("pools");

	private final PropertySourcesPlaceholdersResolver placeholders;

	public PoolPropertiesBindHandler(BindHandler parent, Environment environment) {
		this(parent, new PropertySourcesPlaceholdersResolver(environment));
	}

	private PoolPropertiesBindHandler(BindHandler parent, PropertySourcesPlaceholdersResolver placeholders) {
		super(parent);
		this.placeholders = placeholders;
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		Object bound = super.onSuccess(name, target, context, result);
		if (bound instanceof PoolProperties && POOLS.isParentOf(name)) {
			return namedPool(name.getLastElement(Form.ORIGINAL), context);
		}
		return (bound != null && ROOT.isAncestorOf(name) && isUndivided(target)) ? undivided(context, bound) : bound;
	}

	/**
	 * Bind a pool again, with the settings that it inherits. Errors in its own settings
	 * have been reported by the first binding.
	 */
	private PoolProperties namedPool(String pool, BindContext context) {
		BindHandler handler = new PoolPropertiesBindHandler(BindHandler.DEFAULT, this.placeholders);
		return new Binder(NamedPoolSource.of(pool, context.getSources()), this.placeholders, null, null, handler)
			.bindOrCreate(PropertyNames.ROOT, PoolProperties.class);
	}

	private static boolean isUndivided(Bindable<?> target) {
		Delimiter delimiter = target.getAnnotation(Delimiter.class);
		return delimiter != null && Delimiter.NONE.equals(delimiter.value());
	}

	private Object undivided(BindContext context, Object bound) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property == null || property.getName().isLastElementIndexed() || ObjectUtils.isArray(property.getValue())
				|| property.getValue() instanceof Collection) {
			return bound;
		}
		return List.of(String.valueOf(this.placeholders.resolvePlaceholders(property.getValue())));
	}

}
