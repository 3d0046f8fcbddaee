package io.netpool.tcp.handler;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpMessageConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageConversionTests {

	private final RecordingConnection connection = new RecordingConnection();

	@ParameterizedTest
	@ValueSource(classes = { JsonRecord.class, JsonOfClassVariable.class })
	void aTypeThatNothingElseKnowsIsJson(Class<?> component) throws Throwable {
		assertThat(reply(component, "{\"name\":\"tea\",\"count\":2}")).isEqualTo("{\"name\":\"tea\",\"count\":3}");
	}

	@Test
	void genericTypesAreHonoured() throws Throwable {
		assertThat(reply(JsonGeneric.class, "{\"a\":[{\"name\":\"tea\",\"count\":2}]}")).isEqualTo("2");
	}

	@Test
	void aTreeIsOneReplyThoughItIsIterable() throws Throwable {
		assertThat(reply(JsonTree.class, "[1,2]")).isEqualTo("[1,2]");
		assertThat(this.connection.sent).isEmpty();
	}

	@Test
	void inAPoolOfAnotherCharsetJsonIsTextInThatCharset() throws Throwable {
		HandlerOptions latin = new HandlerOptions(StandardCharsets.ISO_8859_1, HandlerOptions.defaults().routes(), true,
				false);
		try (HandlerContext context = HandlerContext.of(JsonName.class)) {
			byte[] message = "{\"name\":\"Jérôme\"}".getBytes(StandardCharsets.ISO_8859_1);
			byte[] reply = (byte[]) SettledReply.of(context.endpoint(latin).message(this.connection, message))
				.message();
			assertThat(new String(reply, StandardCharsets.ISO_8859_1))
				.isEqualTo("{\"name\":\"J\\u00E9r\\u00F4me \\u20AC\"}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\":", "[]", "null", "", "{\"count\":\"many\"}", "{} {}" })
	void whatCantBeReadIsAConversionFailure(String message) {
		assertThatExceptionOfType(TcpConversionException.class).isThrownBy(() -> reply(JsonRecord.class, message))
			.withMessage("A message of " + message.length() + " bytes can't be read as " + Item.class.getName());
	}

	@Test
	void aConversionFailureHasWhatTheConverterThrewAsItsCause() {
		assertThatExceptionOfType(TcpConversionException.class).isThrownBy(() -> reply(JsonRecord.class, "{"))
			.withCauseInstanceOf(JacksonException.class);
	}

	@Test
	void protocolBuffersAreReadAndWritten() throws Throwable {
		byte[] message = StringValue.of("hi").toByteArray();
		try (HandlerContext context = HandlerContext.of(Protobuf.class)) {
			Object reply = context.reply(this.connection, message);
			assertThat(StringValue.parseFrom((byte[]) reply)).isEqualTo(StringValue.of("hi!"));
			assertThatExceptionOfType(TcpConversionException.class)
				.isThrownBy(() -> context.reply(this.connection, new byte[] { 10, 100 }))
				.withCauseInstanceOf(InvalidProtocolBufferException.class);
		}
	}

	@Test
	void aBufferIsGivenAndItsRemainingBytesAreReturned() throws Throwable {
		assertThat(reply(Buffer.class, "hello")).isEqualTo("ello");
	}

	@Test
	void anApplicationsConvertersAreAskedInOrderAndFirst() throws Throwable {
		assertThat(reply(OwnConverters.class, "tea")).isEqualTo("<tea 1>");
	}

	@Test
	void aWrongReplyIsAConversionFailure() {
		assertThatExceptionOfType(TcpConversionException.class).isThrownBy(() -> reply(Unwritable.class, "hi"))
			.withMessage("A message of type " + Endless.class.getName() + " can't be written");
	}

	@Test
	void aPoolWhoseHandlersWantTextAndBytesGetsBytes() throws Throwable {
		try (HandlerContext context = HandlerContext.of(TextAndBytes.class)) {
			assertThat(context.endpoint().messageType()).isEqualTo(MessageType.BYTES);
			assertThat(context.reply(this.connection, bytes("TEXT ü"))).isEqualTo("TEXT ü");
			assertThat(context.reply(this.connection, bytes("BYTES ü"))).isEqualTo(bytes("BYTES ü"));
		}
	}

	@Test
	void aPoolWhoseHandlersWantTextOrAnythingGetsText() {
		try (HandlerContext context = HandlerContext.of(TextAndAnything.class)) {
			assertThat(context.endpoint().messageType()).isEqualTo(MessageType.TEXT);
		}
	}

	@Test
	void whatIsSentIsConvertedToo() {
		try (HandlerContext context = HandlerContext.of(JsonRecord.class)) {
			assertThat(encode(context, new Item("tea", 1))).isEqualTo("{\"name\":\"tea\",\"count\":1}");
			assertThat(encode(context, List.of("a"))).isEqualTo("[\"a\"]");
			assertThat(encode(context, new StringBuilder("hi"))).isEqualTo("hi");
			assertThat(encode(context, ByteBuffer.wrap(bytes("hi")))).isEqualTo("hi");
			assertThat(encode(context, StringValue.of("hi"))).isEqualTo("\n\u0002hi");
		}
	}

	@Test
	void whatNobodyKnowsIsNotSent() {
		try (HandlerContext context = HandlerContext.of(Buffer.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> encode(context, 5))
				.withMessage("A message must be a CharSequence, char[], byte[], ByteBuffer or of a type that a"
						+ " TcpMessageConverter supports, not java.lang.Integer. For JSON, add"
						+ " spring-boot-starter-jackson, or define a JsonMapper bean (of several, one is @Primary)");
		}
	}

	@Test
	void forWhatIsNoDataNoStarterIsNamed() {
		try (HandlerContext context = HandlerContext.of(Buffer.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> encode(context, Thread.currentThread()))
				.withMessageEndingWith("a TcpMessageConverter supports, not java.lang.Thread");
		}
	}

	private String encode(HandlerContext context, Object message) {
		Object encoded = context.endpoint().encode(message);
		return (encoded instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : (String) encoded;
	}

	private String reply(Class<?> component, String message) throws Throwable {
		try (HandlerContext context = HandlerContext.of(component)) {
			return new String((byte[]) context.reply(this.connection, bytes(message)), StandardCharsets.UTF_8);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	record Item(String name, int count) {

	}

	record Endless(int number) {

		@JsonProperty
		Endless next() {
			throw new IllegalStateException("never");
		}

	}

	@Import(JacksonConfiguration.class)
	static class JsonRecord {

		@TcpHandler
		Item on(Item item) {
			return new Item(item.name(), item.count() + 1);
		}

	}

	static class Base<T> {

		@TcpHandler
		Object on(T message) {
			return (message instanceof Item item) ? new Item(item.name(), item.count() + 1) : message;
		}

	}

	@Import(JacksonConfiguration.class)
	static class JsonOfClassVariable extends Base<Item> {

	}

	@Import(JacksonConfiguration.class)
	static class JsonGeneric {

		@TcpHandler
		int on(Map<String, List<Item>> message) {
			return message.get("a").get(0).count();
		}

	}

	@Import(JacksonConfiguration.class)
	static class JsonTree {

		@TcpHandler
		JsonNode on(JsonNode message) {
			return message;
		}

	}

	record Named(String name) {

	}

	@Import(JacksonConfiguration.class)
	static class JsonName {

		@TcpHandler
		Object on(Named message) {
			return Map.of("name", message.name() + " €");
		}

	}

	static class Protobuf {

		@TcpHandler
		StringValue on(StringValue message) {
			return StringValue.of(message.getValue() + "!");
		}

	}

	static class Buffer {

		@TcpHandler
		ByteBuffer on(ByteBuffer message) {
			message.get();
			return message;
		}

	}

	@Import({ JacksonConfiguration.class, SecondConverter.class, FirstConverter.class })
	static class OwnConverters {

		@TcpHandler
		Item on(Item message) {
			return message;
		}

	}

	@Order(1)
	static class FirstConverter implements TcpMessageConverter {

		@Override
		public boolean supports(Type type) {
			return type == Item.class;
		}

		@Override
		public Object read(byte[] payload, Type type, Charset charset) {
			return new Item(new String(payload, charset), 1);
		}

		@Override
		public byte[] write(Object message, Charset charset) {
			return ("<" + ((Item) message).name() + " " + ((Item) message).count() + ">").getBytes(charset);
		}

	}

	@Order(2)
	static class SecondConverter extends FirstConverter {

		@Override
		public Object read(byte[] payload, Type type, Charset charset) {
			throw new IllegalStateException("second");
		}

	}

	@Import(JacksonConfiguration.class)
	static class Unwritable {

		@TcpHandler
		Endless on(String message) {
			return new Endless(1);
		}

	}

	static class TextAndBytes {

		@TcpHandler("TEXT")
		String text(String message) {
			return message;
		}

		@TcpHandler("BYTES")
		byte[] bytes(byte[] message) {
			return message;
		}

	}

	static class TextAndAnything {

		@TcpHandler("TEXT")
		String text(String message) {
			return message;
		}

		@TcpHandler
		void anything() {
		}

	}

}
