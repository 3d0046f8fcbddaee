package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTraceHeadersTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"trace":{"traceparent":"p","tracestate":"s"}}                | {traceparent=p, tracestate=s}
			{"x":{"trace":[{}]},"trace":{"b3":"b"},"y":1}                 | {b3=b}
			{"trace":{"x":{"traceparent":"no"},"traceparent":"p","z":7}}  | {traceparent=p}
			{"tracestate":"no","trace":{"traceparent":"ü"}}               | {traceparent=ü}
			{"trace":"p"}                                                 | {traceparent=p}
			{"tracestate":"s","x":[1],"trace":"p"}                        | {traceparent=p, tracestate=s}
			{"trace":"p","tracestate":"s"}                                | {traceparent=p, tracestate=s}
			{"trace":{"traceparent":"p"},                                 | {traceparent=p}
			{"trace":"p","x"                                              | {traceparent=p}
			{"trace":null}                                                | {}
			{"trace":["p"]}                                               | {}
			{"other":"p"}                                                 | {}
			[{"trace":"p"}]                                               | {}
			hello                                                         | {}
			``                                                            | {}
			""")
	void headersAreInAPropertyOfAJsonObject(String message, String expected) {
		for (Charset charset : new Charset[] { StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1 }) {
			JsonTraceHeaders headers = new JsonTraceHeaders(new JsonMapper(), "trace", charset);
			assertThat(headers.of(message)).hasToString(expected);
			assertThat(headers.of(message.getBytes(charset))).hasToString(expected);
		}
	}

	@Test
	void namesOfHeadersAreNotCaseSensitive() {
		JsonTraceHeaders headers = new JsonTraceHeaders(new JsonMapper(), "trace", StandardCharsets.UTF_8);
		assertThat(headers.of("{\"trace\":{\"x-b3-traceid\":\"1\"}}").get("X-B3-TraceId")).isEqualTo("1");
	}

	@Test
	void whatAFramingHasParsedHasNone() {
		JsonTraceHeaders headers = new JsonTraceHeaders(new JsonMapper(), "trace", StandardCharsets.UTF_8);
		assertThat(headers.of(Map.of("trace", "p"))).isEmpty();
	}

}
