package io.netpool.tcp.handler.convert;

import java.util.List;
import java.util.function.Consumer;

import io.netpool.tcp.TcpValidationException;
import io.netpool.tcp.TcpValidationException.Violation;

import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.ValidationUtils;
import org.springframework.validation.Validator;

/**
 * Validates messages with Spring's {@link Validator}.
 *
 * @param validator validator to use
 * @param hints validation groups of {@code @Validated}
 */
public record MessageValidation(Validator validator, Object[] hints) implements Consumer<Object> {

	@Override
	public void accept(Object message) {
		if (!this.validator.supports(message.getClass())) {
			return;
		}
		BeanPropertyBindingResult errors = new BeanPropertyBindingResult(message, "message");
		ValidationUtils.invokeValidator(this.validator, message, errors, this.hints);
		if (errors.hasErrors()) {
			List<Violation> violations = errors.getAllErrors().stream().map(MessageValidation::violation).toList();
			throw new TcpValidationException(message.getClass(), violations);
		}
	}

	private static Violation violation(ObjectError error) {
		String text = error.getDefaultMessage();
		return new Violation((error instanceof FieldError field) ? field.getField() : null,
				(text != null) ? text : String.valueOf(error.getCode()));
	}

}
