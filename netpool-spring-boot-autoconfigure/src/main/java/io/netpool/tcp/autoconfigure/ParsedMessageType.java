package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * The type of the messages that a framing of the application parses.
 *
 * @param type the type, {@code null} if messages are text or bytes
 */
public record ParsedMessageType(@Nullable Class<?> type) {

	/**
	 * The type of the messages of a pool.
	 * @param beans has the framings of the application
	 */
	public static ParsedMessageType of(ConfiguredPool pool, BeanFactory beans) {
		String framing = pool.properties().framing().mode();
		boolean bean = beans.containsBean(framing) && beans.isTypeMatch(framing, TcpFraming.class);
		return new ParsedMessageType(bean ? beans.getBean(framing, TcpFraming.class).messageType() : null);
	}

	/**
	 * Whether messages may be text or bytes. A message may be of a subtype.
	 */
	public boolean mayBeTextOrBytes() {
		return mayBe(String.class) || mayBeBytes();
	}

	boolean mayBeBytes() {
		return mayBe(byte[].class);
	}

	private boolean mayBe(Class<?> other) {
		return this.type == null || this.type.isAssignableFrom(other);
	}

	/**
	 * The name of the type for error messages.
	 */
	public String typeName() {
		return (this.type != null) ? this.type.getName() : "text or bytes";
	}

}
