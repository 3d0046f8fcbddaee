package io.netpool.tcp.autoconfigure.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds the names of the named pools. An environment variable has no hyphens: a setting
 * of pool {@code my-pool} begins with {@code NETPOOL_TCP_POOLS_MYPOOL_} or
 * {@code NETPOOL_TCP_POOLS_MY_POOL_}. If another source configures {@code my-pool}, such
 * a variable does not configure a pool {@code mypool} or {@code my}.
 */
final class PoolNames {

	private static final ConfigurationPropertyName POOLS = ConfigurationPropertyName.of(PropertyNames.ROOT + ".pools");

	private final List<ConfigurationPropertyName> variables = new ArrayList<>();

	private final Set<String> elsewhere = new TreeSet<>();

	private PoolNames(Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean variable = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				iterable.stream().filter(POOLS::isAncestorOf).forEach((name) -> add(name, variable));
			}
		}
	}

	private void add(ConfigurationPropertyName property, boolean variable) {
		if (variable) {
			this.variables.add(property);
		}
		else {
			this.elsewhere.add(element(property, POOLS.getNumberOfElements()));
		}
	}

	static Set<String> find(Environment environment) {
		Set<String> names = new TreeSet<>(Binder.get(environment)
			.bind(POOLS, Bindable.mapOf(String.class, Object.class))
			.map((pools) -> pools.keySet())
			.orElse(Set.of()));
		if (!names.isEmpty()) {
			names.removeIf(new PoolNames(environment)::isPartOfAnother);
		}
		return names;
	}

	private boolean isPartOfAnother(String name) {
		Predicate<ConfigurationPropertyName> ofThisName = (variable) -> element(variable, POOLS.getNumberOfElements())
			.equals(name);
		return !this.elsewhere.contains(name) && this.variables.stream().anyMatch(ofThisName)
				&& this.variables.stream().filter(ofThisName).allMatch(this::isOfPoolElsewhere);
	}

	private boolean isOfPoolElsewhere(ConfigurationPropertyName variable) {
		StringBuilder name = new StringBuilder();
		for (int i = POOLS.getNumberOfElements(); i < variable.getNumberOfElements() - 1; i++) {
			name.append(element(variable, i));
			if (this.elsewhere.stream().map(PoolNames::withoutHyphens).anyMatch(name.toString()::equals)) {
				return true;
			}
		}
		return false;
	}

	private static String element(ConfigurationPropertyName property, int index) {
		return property.getElement(index, Form.ORIGINAL);
	}

	/**
	 * The part of a name that tells pools apart: Spring Boot ignores hyphens in keys.
	 */
	static String withoutHyphens(String name) {
		return name.replace("-", "");
	}

}
