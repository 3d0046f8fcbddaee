package io.netpool.tcp.cluster;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import java.util.function.Function;

/**
 * What connections have in common, so that they can be found: a group, or a value that
 * identifies them. Other instances know it by its {@linkplain #name() name}.
 *
 * @hidden
 */
public sealed interface Label {

	/**
	 * Returns the name of this label, which tells labels of all kinds and types of values
	 * apart.
	 * @throws IllegalArgumentException if the type of the value has no form that every
	 * instance reads in the same way
	 */
	String name();

	/**
	 * Returns the label with a name.
	 * @throws IllegalArgumentException if no label has this name
	 */
	static Label of(String name) {
		String[] parts = name.split(":", 2);
		if (parts.length == 2 && parts[0].equals("g")) {
			return new Group(parts[1]);
		}
		if (parts.length == 2 && parts[0].equals("i")) {
			return Identity.parse(parts[1]);
		}
		throw new IllegalArgumentException("No label has the name '" + name + "'");
	}

	/**
	 * Returns a name for a value, with its type: 5 as an {@code int} is not 5 as a
	 * {@code long}.
	 * @throws IllegalArgumentException if values of this type have none
	 */
	static String nameOf(Object value) {
		if (value instanceof Enum<?> constant) {
			return "e:" + constant.getDeclaringClass().getName() + ":" + constant.name();
		}
		return ValueType.of(value).prefix + ":" + value;
	}

	/**
	 * Returns the value with a name.
	 * @throws IllegalArgumentException if no value has this name
	 */
	static Object valueOf(String name) {
		int colon = name.indexOf(':');
		String prefix = name.substring(0, Math.max(colon, 0));
		String value = name.substring(colon + 1);
		if (prefix.equals("e")) {
			int end = value.lastIndexOf(':');
			return constant(value.substring(0, Math.max(end, 0)), value.substring(end + 1));
		}
		return ValueType.of(prefix).parser.apply(value);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Object constant(String type, String name) {
		try {
			Class<?> known = Class.forName(type, false, Thread.currentThread().getContextClassLoader());
			if (known.isEnum()) {
				return Enum.valueOf((Class) known, name);
			}
		}
		catch (ClassNotFoundException ex) {
			// of another version of the application
		}
		throw new IllegalArgumentException("'" + type + "' is no enum");
	}

	/**
	 * A group that connections join.
	 *
	 * @param group the name of the group
	 * @hidden
	 */
	record Group(String group) implements Label {

		@Override
		public String name() {
			return "g:" + this.group;
		}

	}

	/**
	 * A value that identifies a connection.
	 *
	 * @param key the kind of value
	 * @param value the value
	 * @hidden
	 */
	record Identity(String key, Object value) implements Label {

		/**
		 * The length of the key tells where it ends, whatever characters it has.
		 */
		@Override
		public String name() {
			return "i:" + this.key.length() + ":" + this.key + ":" + nameOf(this.value);
		}

		private static Identity parse(String rest) {
			try {
				int colon = rest.indexOf(':');
				int end = colon + 1 + Integer.parseInt(rest, 0, colon, 10);
				return new Identity(rest.substring(colon + 1, end), valueOf(rest.substring(end + 1)));
			}
			catch (IndexOutOfBoundsException ex) {
				throw new IllegalArgumentException("No value has the name '" + rest + "'", ex);
			}
		}

	}

	/**
	 * The types of values that every instance reads in the same way.
	 *
	 * @hidden
	 */
	enum ValueType {

		STRING("s", String.class, (value) -> value),

		UUID("u", UUID.class, java.util.UUID::fromString),

		INTEGER("n", Integer.class, Integer::valueOf),

		LONG("l", Long.class, Long::valueOf),

		SHORT("h", Short.class, Short::valueOf),

		BYTE("b", Byte.class, Byte::valueOf),

		FLOAT("f", Float.class, Float::valueOf),

		DOUBLE("d", Double.class, Double::valueOf),

		BIG_INTEGER("bi", BigInteger.class, BigInteger::new),

		BIG_DECIMAL("bd", BigDecimal.class, BigDecimal::new);

		private final String prefix;

		private final Class<?> type;

		private final Function<String, Object> parser;

		ValueType(String prefix, Class<?> type, Function<String, Object> parser) {
			this.prefix = prefix;
			this.type = type;
			this.parser = parser;
		}

		private static ValueType of(Object value) {
			for (ValueType known : values()) {
				if (known.type == value.getClass()) {
					return known;
				}
			}
			throw new IllegalArgumentException("A value of type " + value.getClass().getName()
					+ " can't be found from other instances of a cluster. "
					+ "Use a string, a UUID, a number or an enum constant");
		}

		private static ValueType of(String prefix) {
			for (ValueType known : values()) {
				if (known.prefix.equals(prefix)) {
					return known;
				}
			}
			throw new IllegalArgumentException("No type of values has the prefix '" + prefix + "'");
		}

	}

}
