package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads trace headers from a property of the JSON object in a message. If the value is an
 * object, its properties are the headers. If it is a string, that is the
 * {@code traceparent} of W3C Trace Context, whose {@code tracestate} is a property beside
 * it. A message that is not such JSON has no headers; to refuse it is up to its handler.
 *
 * @since 0.1.0
 * @hidden
 */
public final class JsonTraceHeaders {

	private static final String TRACEPARENT = "traceparent";

	private static final String TRACESTATE = "tracestate";

	private final JsonMessages messages;

	private final String property;

	/**
	 * Creates a reader.
	 * @param mapper mapper that parses messages
	 * @param property name of the property
	 * @param charset charset of messages that are received as bytes
	 */
	public JsonTraceHeaders(JsonMapper mapper, String property, Charset charset) {
		this.messages = new JsonMessages(mapper, charset);
		this.property = property;
	}

	/**
	 * Returns the trace headers of a message. Any thread may call.
	 * @param message message, a {@link String} or {@code byte[]}; any other one has no
	 * headers
	 * @return the headers, whose names are not case-sensitive; those that were found
	 * before an error, if the message is not valid JSON
	 */
	public Map<String, String> of(Object message) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		if (message instanceof String || message instanceof byte[]) {
			try (JsonParser parser = this.messages.parse(message)) {
				read(parser, headers);
			}
			catch (JacksonException ex) {
				// the handler fails, too, and its failure belongs to the client's trace
			}
		}
		return headers;
	}

	private void read(JsonParser parser, Map<String, String> headers) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			return;
		}
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (this.property.equals(name)) {
				if (value == JsonToken.START_OBJECT) {
					headers.clear();
					readObject(parser, headers);
					return;
				}
				put(TRACEPARENT, value, parser, headers);
			}
			else if (TRACESTATE.equals(name)) {
				put(TRACESTATE, value, parser, headers);
			}
			parser.skipChildren();
		}
	}

	private static void readObject(JsonParser parser, Map<String, String> headers) {
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			put(parser.currentName(), parser.nextToken(), parser, headers);
			parser.skipChildren();
		}
	}

	private static void put(String name, JsonToken value, JsonParser parser, Map<String, String> headers) {
		if (value == JsonToken.VALUE_STRING) {
			headers.put(name, parser.getString());
		}
	}

}
