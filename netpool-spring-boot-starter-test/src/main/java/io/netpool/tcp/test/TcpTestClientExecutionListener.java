package io.netpool.tcp.test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Closes what a test has left open. As the last of the listeners it is the first after a
 * test: the context is still there.
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
