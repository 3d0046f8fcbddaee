package io.netpool.tcp.autoconfigure.properties;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.netpool.tcp.TcpAcceptorPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds properties below {@code netpool} that belong to no setting. As in Spring Boot's
 * {@link NoUnboundElementsBindHandler}, environment variables and system properties are
 * not checked, since others may set them: Kubernetes has a variable
 * {@code NETPOOL_SERVICE_HOST} for a service {@code netpool}. That handler itself does
 * not fit: several types are bound to {@code netpool.tcp}, and a setting that is written
 * without a value is not bound.
 */
final class UnknownSettings {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("netpool");

	private static final ConfigurationPropertyName POOLS = ConfigurationPropertyName.of(PropertyNames.ROOT + ".pools");

	/**
	 * Letters of a name for which one may be wrong. Two may be in any.
	 */
	private static final int LETTERS_PER_ERROR = 4;

	private static final SettingTree TREE = SettingTree.create();

	private UnknownSettings() {
	}

	/**
	 * Check the properties of an environment.
	 * @throws InvalidSettingException if one belongs to no setting
	 */
	static void check(Environment environment) {
		UnboundElementsSourceFilter checked = new UnboundElementsSourceFilter();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable && checked.apply(source)
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				check(iterable);
			}
		}
	}

	private static void check(IterableConfigurationPropertySource source) {
		for (ConfigurationPropertyName name : source) {
			if (ROOT.isAncestorOf(name) && !isKnown(name)) {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				throw new InvalidSettingException(name.toString(), null, "does not exist", remedy(name),
						Origin.from(property), null);
			}
		}
	}

	/**
	 * Settings of all pools are refused for a single one later, by a better error.
	 */
	private static boolean isKnown(ConfigurationPropertyName name) {
		int depth = POOLS.getNumberOfElements() + 1;
		return TREE.contains(name, ROOT.getNumberOfElements())
				|| POOLS.isAncestorOf(name) && name.getNumberOfElements() > depth
						&& IneffectiveSettings.OF_ALL_POOLS.contains(name.getElement(depth, Form.UNIFORM));
	}

	private static String remedy(ConfigurationPropertyName unknown) {
		ConfigurationPropertyName nearest = nearest(unknown);
		return (nearest != null) ? "Use '" + nearest + "' if that is what is meant, or remove '" + unknown + "'."
				: "Correct its name, or remove it.";
	}

	/**
	 * The setting that is meant: one with a similar name, or else the only one with the
	 * same last element.
	 */
	private static @Nullable ConfigurationPropertyName nearest(ConfigurationPropertyName unknown) {
		List<ConfigurationPropertyName> settings = new ArrayList<>();
		TREE.collect(unknown, ROOT.getNumberOfElements(), ROOT, settings);
		String text = unknown.isLastElementIndexed() ? unknown.getParent().toString() : unknown.toString();
		int length = text.length() - ROOT.toString().length() - 1;
		ConfigurationPropertyName similar = settings.stream()
			.min(Comparator.comparingInt((setting) -> EditDistance.between(text, setting.toString())))
			.orElse(null);
		if (similar != null
				&& EditDistance.between(text, similar.toString()) <= Math.max(2, length / LETTERS_PER_ERROR)) {
			return similar;
		}
		return elsewhere(unknown);
	}

	private static @Nullable ConfigurationPropertyName elsewhere(ConfigurationPropertyName unknown) {
		List<ConfigurationPropertyName> settings = new ArrayList<>();
		TREE.collect(unknown.getLastElement(Form.UNIFORM), ROOT, settings);
		if (settings.size() != 1) {
			return null;
		}
		ConfigurationPropertyName setting = settings.get(0);
		boolean ofPool = POOLS.isAncestorOf(unknown) && POOLS.getParent().isAncestorOf(setting);
		String pool = ofPool ? unknown.getElement(POOLS.getNumberOfElements(), Form.ORIGINAL)
				: TcpAcceptorPool.DEFAULT_NAME;
		return ConfigurationPropertyName.isValid(pool)
				? PropertyNames.replacePrefix(setting, POOLS.getParent().getNumberOfElements(), prefix(pool, setting))
				: setting;
	}

	private static ConfigurationPropertyName prefix(String pool, ConfigurationPropertyName setting) {
		return pool.equals(TcpAcceptorPool.DEFAULT_NAME) ? setting.chop(POOLS.getParent().getNumberOfElements())
				: PropertyNames.of(pool).prefix();
	}

}
