package io.netpool.tcp.handler.argument;

import java.util.Comparator;

import io.netpool.tcp.TcpValidationException.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/**
 * Violated constraint of an argument.
 *
 * @param parameter index of the parameter
 * @param name name of the parameter
 * @param property path of the property within the argument, empty for the argument itself
 * @param message description of the violation
 */
record ArgumentViolation(int parameter, String name, String property,
		String message) implements Comparable<ArgumentViolation> {

	private static final Comparator<ArgumentViolation> ORDER = Comparator.comparingInt(ArgumentViolation::parameter)
		.thenComparing(ArgumentViolation::property)
		.thenComparing(ArgumentViolation::message);

	static ArgumentViolation of(ConstraintViolation<?> violation) {
		int parameter = 0;
		String name = "";
		StringBuilder property = new StringBuilder();
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getKind() == ElementKind.PARAMETER) {
				parameter = node.as(Path.ParameterNode.class).getParameterIndex();
				name = node.getName();
			}
			else if (node.getKind() != ElementKind.METHOD) {
				append(property, node);
			}
		}
		return new ArgumentViolation(parameter, name, property.toString(), violation.getMessage());
	}

	private static void append(StringBuilder property, Path.Node node) {
		if (node.isInIterable()) {
			Object position = (node.getIndex() != null) ? node.getIndex() : node.getKey();
			property.append('[').append((position != null) ? position : "").append(']');
		}
		if (node.getKind() == ElementKind.PROPERTY) {
			property.append((property.isEmpty()) ? "" : ".").append(node.getName());
		}
	}

	/**
	 * Names a property of the message as in the message, and any other argument by its
	 * parameter.
	 * @param messageParameter index of the parameter that is the message
	 */
	Violation toViolation(int messageParameter) {
		if (this.parameter == messageParameter) {
			return new Violation((this.property.isEmpty()) ? null : this.property, this.message);
		}
		String separator = (this.property.isEmpty() || this.property.startsWith("[")) ? "" : ".";
		return new Violation(this.name + separator + this.property, this.message);
	}

	@Override
	public int compareTo(ArgumentViolation other) {
		return ORDER.compare(this, other);
	}

}
