package io.netpool.tcp.handler;

import java.nio.charset.Charset;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resolves the route of a message to a property of its JSON object. The message is parsed
 * without building a tree. A message has no route if it is not an object, has no such
 * property, or if the value is not a string, number or boolean. A message that has the
 * property twice is refused, since a converter may read the other one.
 *
 * @since 0.1.0
 */
public final class JsonPropertyRouteResolver implements TcpRouteResolver {

	private final JsonMessages messages;

	private final String property;

	/**
	 * Creates a resolver.
	 * @param mapper mapper that parses messages
	 * @param property name of the property
	 * @param charset charset of messages that are received as bytes
	 */
	public JsonPropertyRouteResolver(JsonMapper mapper, String property, Charset charset) {
		this.messages = new JsonMessages(mapper, charset);
		this.property = property;
	}

	@Override
	public @Nullable String route(Object message, TcpConnection connection) {
		if (!(message instanceof String) && !(message instanceof byte[])) {
			throw UnroutableMessages.failure(message, "json-property", "text or bytes");
		}
		try (JsonParser parser = this.messages.parse(message)) {
			return route(parser);
		}
		catch (JacksonException ex) {
			throw new TcpConversionException(
					"A message that is routed by the property '" + this.property + "' can't be read as JSON", ex);
		}
	}

	private @Nullable String route(JsonParser parser) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			return null;
		}
		boolean found = false;
		String route = null;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean matches = this.property.equals(parser.currentName());
			JsonToken value = parser.nextToken();
			if (matches) {
				if (found) {
					throw new TcpConversionException(
							"A message has the property '" + this.property + "' by which it is routed twice", null);
				}
				found = true;
				route = (value.isScalarValue() && value != JsonToken.VALUE_NULL) ? parser.getString() : null;
			}
			parser.skipChildren();
		}
		return route;
	}

}
