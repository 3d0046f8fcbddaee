package io.netpool.tcp.test.slice;

import java.lang.reflect.Type;
import java.nio.charset.Charset;

import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpMessageConverter;

import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/**
 * Two handlers, one of which inherits its method, what they need, and what they do not.
 */
final class SliceComponents {

	private SliceComponents() {
	}

	@Component
	static class Doubler {

		@TcpHandler("DOUBLE")
		Number twice(Number number) {
			return new Number(2 * number.value());
		}

	}

	static class Answering {

		@TcpHandler
		String answer() {
			return "42";
		}

	}

	@Component
	static class Oracle extends Answering {

	}

	record Number(int value) {

	}

	@Component
	static class NumberConverter implements TcpMessageConverter {

		@Override
		public boolean supports(Type type) {
			return type == Number.class;
		}

		@Override
		public Object read(byte[] payload, Type type, Charset charset) {
			return new Number(Integer.parseInt(new String(payload, charset).replaceAll("[^\\d-]", "")));
		}

		@Override
		public byte[] write(Object message, Charset charset) {
			return String.valueOf(((Number) message).value()).getBytes(charset);
		}

	}

	@TcpAdvice
	static class Advice {

		@TcpExceptionHandler(Exception.class)
		String excuse() {
			return "sorry";
		}

	}

	@Component
	static class Interceptor implements TcpInterceptor {

		@Override
		public boolean before(TcpConnection connection, Object message) {
			return true;
		}

	}

	@Service
	static class Bookkeeping {

		Bookkeeping() {
			throw new IllegalStateException("needs a database");
		}

	}

}
