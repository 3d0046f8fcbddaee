package io.netpool.tcp.handler.convert;

import io.netpool.tcp.TcpValidationException;
import io.netpool.tcp.TcpValidationException.Violation;
import org.junit.jupiter.api.Test;

import org.springframework.validation.Validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MessageValidation} with validators that Spring's interface does not
 * require to know groups.
 */
class MessageValidationTests {

	private static MessageValidation rejecting(String code, String text) {
		return new MessageValidation(
				Validator.forInstanceOf(String.class, (message, errors) -> errors.reject(code, text)), new Object[0]);
	}

	@Test
	void anErrorOfTheWholeMessageNamesNoField() {
		assertThatExceptionOfType(TcpValidationException.class)
			.isThrownBy(() -> rejecting("late", "came too late").accept("hello"))
			.satisfies((ex) -> assertThat(ex.violations()).containsExactly(new Violation(null, "came too late")));
	}

	@Test
	void anErrorWithoutATextHasItsCode() {
		assertThatExceptionOfType(TcpValidationException.class)
			.isThrownBy(() -> rejecting("late", null).accept("hello"))
			.satisfies((ex) -> assertThat(ex.violations()).containsExactly(new Violation(null, "late")));
	}

	@Test
	void aMessageThatTheValidatorDoesNotSupportIsAccepted() {
		rejecting("late", "came too late").accept(7);
	}

}
