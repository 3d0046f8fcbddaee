package io.netpool.tcp.handler.method;

import java.io.Serial;

/**
 * Thrown when the application starts with an invalid handler method.
 *
 * @since 0.1.0
 */
public class InvalidTcpHandlerException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String beanName;

	private final String method;

	private final String problem;

	private final String remedy;

	InvalidTcpHandlerException(String beanName, String method, String problem, String remedy) {
		super("Method %s of bean '%s' %s. %s".formatted(method, beanName, problem, remedy));
		this.beanName = beanName;
		this.method = method;
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Name of the bean that has the method.
	 * @return the bean name
	 */
	public String beanName() {
		return this.beanName;
	}

	/**
	 * Description of the method.
	 * @return the class, name and parameter types, as in
	 * {@code com.example.Greeter.onMessage(String)}
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Description of the problem.
	 * @return the predicate of a sentence whose subject is the method, without a full
	 * stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Description of what is supported, or of what to change.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
