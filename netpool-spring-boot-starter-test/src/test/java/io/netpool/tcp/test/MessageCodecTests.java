package io.netpool.tcp.test;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.handler.method.PoolBeans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageCodecTests {

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "ISO-8859-1" })
	void textIsInTheCharset(Charset charset) {
		MessageCodec codec = MessageCodec.of(new PoolBeans(new DefaultListableBeanFactory(), "default"), charset);
		assertThat(codec.encode("grüß")).isEqualTo("grüß".getBytes(charset));
		assertThat(codec.decode("grüß".getBytes(charset), String.class)).isEqualTo("grüß");
	}

	@Test
	void bytesStayWhatTheyAre() {
		MessageCodec codec = MessageCodec.of(new PoolBeans(new DefaultListableBeanFactory(), "default"),
				StandardCharsets.UTF_8);
		byte[] bytes = { 1, -1 };
		assertThat(codec.encode(bytes)).isSameAs(bytes);
		assertThat(codec.encode(ByteBuffer.wrap(bytes))).isEqualTo(bytes);
		assertThat(codec.decode(bytes, byte[].class)).isSameAs(bytes);
		assertThat(codec.decode(bytes, ByteBuffer.class)).isEqualTo(ByteBuffer.wrap(bytes));
	}

	@Test
	void anyOtherTypeIsForAConverter() {
		try (var context = new AnnotationConfigApplicationContext(JacksonAutoConfiguration.class)) {
			MessageCodec codec = MessageCodec.of(new PoolBeans(context.getBeanFactory(), "default"),
					StandardCharsets.UTF_8);
			assertThat(codec.encode(new Order("ham", 3))).asString().isEqualTo("{\"item\":\"ham\",\"count\":3}");
			assertThat(codec.decode(codec.encode(new Order("ham", 3)), Order.class)).isEqualTo(new Order("ham", 3));
			assertThatExceptionOfType(TcpConversionException.class)
				.isThrownBy(() -> codec.decode(new byte[] { '{' }, Order.class));
		}
	}

	@Test
	void aTypeWithoutAConverterIsRefused() {
		MessageCodec codec = MessageCodec.of(new PoolBeans(new DefaultListableBeanFactory(), "default"),
				StandardCharsets.UTF_8);
		assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(new byte[0], Order.class))
			.withMessageContaining(", not " + Order.class.getName());
		assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(new Order("ham", 3)));
	}

	record Order(String item, int count) {

	}

}
