package io.netpool.tcp.handler.convert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netpool.tcp.TcpConversionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageDecoderTests {

	private static final byte[] PAYLOAD = "{\"item\":\"tea ü\"}".getBytes(StandardCharsets.ISO_8859_1);

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private MessageDecoder decoder() {
		return new MessageDecoder(MessageConverters.of(List.of(), this.beans),
				new MessageFormats(StandardCharsets.ISO_8859_1));
	}

	@Test
	void bytesAreThoseOfTheFrame() {
		assertThat(decoder().reader(byte[].class).apply(PAYLOAD)).isSameAs(PAYLOAD);
		assertThat(decoder().reader(ByteBuffer.class).apply(PAYLOAD)).isEqualTo(ByteBuffer.wrap(PAYLOAD));
	}

	@Test
	void textHasTheCharsetOfThePool() {
		assertThat(decoder().reader(String.class).apply(PAYLOAD)).isEqualTo("{\"item\":\"tea ü\"}");
		assertThat(decoder().reader(CharSequence.class).apply(PAYLOAD)).isEqualTo("{\"item\":\"tea ü\"}");
	}

	@Test
	void otherTypesAreConverted() {
		this.beans.addBean("mapper", JsonMapper.builder().build());
		MessageDecoder decoder = decoder();
		byte[] json = "{\"item\":\"tea\"}".getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < 2; i++) {
			assertThat(decoder.reader(Order.class).apply(json)).isEqualTo(new Order("tea"));
		}
		assertThatExceptionOfType(TcpConversionException.class)
			.isThrownBy(() -> decoder.reader(Order.class).apply(new byte[] { '{' }));
	}

	@Test
	void aTypeThatNoConverterSupportsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> decoder().reader(Order.class))
			.withMessageContaining(Order.class.getName());
	}

	record Order(String item) {

	}

}
