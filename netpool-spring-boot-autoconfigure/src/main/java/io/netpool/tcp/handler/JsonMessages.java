package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that are JSON.
 *
 * @param mapper mapper that parses messages
 * @param charset charset of messages that are received as bytes
 */
record JsonMessages(JsonMapper mapper, Charset charset) {

	/**
	 * Parses a message without building a tree.
	 * @param message a {@link String} or {@code byte[]}
	 * @return the parser, before the first token
	 */
	JsonParser parse(Object message) {
		if (message instanceof byte[] bytes) {
			return StandardCharsets.UTF_8.equals(this.charset) ? this.mapper.createParser(bytes)
					: this.mapper.createParser(new String(bytes, this.charset));
		}
		return this.mapper.createParser((String) message);
	}

}
