package io.netpool.tcp.test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Closes the connections that a test has left open. As the last listener, it is called
 * first after a test method, while the application context is still open.
 */
class TcpTestClientExecutionListener extends AbstractTestExecutionListener {

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()
				&& testContext.getApplicationContext() instanceof ConfigurableApplicationContext context
				&& context.isActive()) {
			context.getBeanProvider(OpenConnections.class).ifAvailable(OpenConnections::closeAll);
		}
	}

}
