package io.netpool.tcp.autoconfigure.properties;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of all settings below a prefix, read from the records to which they are
 * bound.
 *
 * @param kind what may be below the name
 * @param children what is below the name: of a group by name, of a map for any name
 */
record SettingTree(Kind kind, Map<String, SettingTree> children) {

	private static final String ANY = "*";

	private static final SettingTree VALUE = new SettingTree(Kind.VALUE, Map.of());

	private static final SettingTree LIST = new SettingTree(Kind.LIST, Map.of());

	/**
	 * All settings of netpool.
	 */
	static SettingTree create() {
		SettingTree pool = group(PoolProperties.class);
		Map<String, SettingTree> tcp = new LinkedHashMap<>(pool.children());
		tcp.putAll(group(NetpoolProperties.class).children());
		Map<String, SettingTree> roots = new LinkedHashMap<>();
		roots.put("tcp", new SettingTree(Kind.GROUP, tcp));
		roots.put("cluster", group(ClusterProperties.class));
		return new SettingTree(Kind.GROUP, roots);
	}

	private static SettingTree group(Class<?> type) {
		Map<String, SettingTree> children = new LinkedHashMap<>();
		for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
			children.put(DataObjectPropertyName.toDashedForm(parameter.getName()),
					of(parameter.getParameterizedType()));
		}
		return new SettingTree(Kind.GROUP, children);
	}

	private static SettingTree of(Type type) {
		Class<?> raw = (Class<?>) ((type instanceof ParameterizedType generic) ? generic.getRawType() : type);
		if (type instanceof ParameterizedType generic && Map.class.isAssignableFrom(raw)) {
			return new SettingTree(Kind.MAP, Map.of(ANY, of(generic.getActualTypeArguments()[1])));
		}
		if (Collection.class.isAssignableFrom(raw)) {
			return LIST;
		}
		return raw.isRecord() ? group(raw) : VALUE;
	}

	/**
	 * Whether a property can be one of a setting.
	 * @param name the property
	 * @param index its first element below the prefix
	 */
	boolean contains(ConfigurationPropertyName name, int index) {
		if (index == name.getNumberOfElements()) {
			return true;
		}
		return switch (this.kind) {
			case VALUE -> false;
			case LIST -> index == name.getNumberOfElements() - 1 && name.isNumericIndex(index);
			case MAP -> ofAnyName().kind() == Kind.VALUE || ofAnyName().contains(name, index + 1);
			case GROUP -> {
				SettingTree child = child(name.getElement(index, Form.UNIFORM));
				yield child != null && child.contains(name, index + 1);
			}
		};
	}

	private SettingTree ofAnyName() {
		return Objects.requireNonNull(this.children.get(ANY));
	}

	private @Nullable SettingTree child(String uniform) {
		for (Map.Entry<String, SettingTree> child : this.children.entrySet()) {
			if (PoolNames.withoutHyphens(child.getKey()).equals(uniform)) {
				return child.getValue();
			}
		}
		return null;
	}

	/**
	 * Collect the settings whose names are as deep as a property's.
	 * @param name the property
	 * @param index its first element below the prefix
	 * @param prefix the prefix
	 * @param settings the settings that are found. Names within a map are those of the
	 * property
	 */
	void collect(ConfigurationPropertyName name, int index, ConfigurationPropertyName prefix,
			List<ConfigurationPropertyName> settings) {
		int left = name.getNumberOfElements() - index;
		switch (this.kind) {
			case GROUP -> {
				if (left > 0) {
					this.children
						.forEach((element, child) -> child.collect(name, index + 1, prefix.append(element), settings));
				}
			}
			case MAP -> {
				if (left > 0) {
					ofAnyName().collect(name, index + 1, prefix.append(element(name, index)), settings);
				}
			}
			case LIST -> {
				if (left == 0 || left == 1 && name.isNumericIndex(index)) {
					settings.add(prefix);
				}
			}
			case VALUE -> {
				if (left == 0) {
					settings.add(prefix);
				}
			}
		}
	}

	private static String element(ConfigurationPropertyName name, int index) {
		String element = name.getElement(index, Form.ORIGINAL);
		return ConfigurationPropertyName.isValid(element) ? element : "[" + element + "]";
	}

	/**
	 * Collect the settings of a name, in whatever group they are.
	 * @param uniform the last element of the name, in its uniform form
	 * @param prefix the prefix
	 * @param settings the settings that are found
	 */
	void collect(String uniform, ConfigurationPropertyName prefix, List<ConfigurationPropertyName> settings) {
		if (this.kind != Kind.GROUP) {
			return;
		}
		this.children.forEach((element, child) -> {
			if (child.kind() != Kind.GROUP && PoolNames.withoutHyphens(element).equals(uniform)) {
				settings.add(prefix.append(element));
			}
			child.collect(uniform, prefix.append(element), settings);
		});
	}

	/**
	 * What may be below a name.
	 */
	enum Kind {

		/**
		 * Other names.
		 */
		GROUP,

		/**
		 * Any name.
		 */
		MAP,

		/**
		 * An index.
		 */
		LIST,

		/**
		 * Nothing.
		 */
		VALUE

	}

}
