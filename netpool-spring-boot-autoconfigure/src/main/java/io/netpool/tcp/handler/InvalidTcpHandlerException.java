package io.netpool.tcp.handler;

import java.io.Serial;

/**
 * A handler method that can't be called as it is written. The application does not start.
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
	 * The bean whose method it is.
	 * @return the bean's name
	 */
	public String beanName() {
		return this.beanName;
	}

	/**
	 * The method.
	 * @return its class, name and parameter types, as in
	 * {@code com.example.Greeter.onMessage(String)}
	 */
	public String method() {
		return this.method;
	}

	/**
	 * What is wrong with the method.
	 * @return the rest of a sentence that begins with the method, without a full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What is allowed, or what to do.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
