package io.netpool.tcp.interleaving;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs the test methods of an {@link Interleaved} class on classes that have steps.
 */
final class InterleavedExtension implements InvocationInterceptor {

	/**
	 * How often threads are interrupted, in every possible way.
	 */
	private static final int PREEMPTIONS = Integer.getInteger("interleaving.preemptions", 2);

	/**
	 * Maximum number of orders tried for each number of interruptions, and then the
	 * number tried in which threads are interrupted more often.
	 */
	private static final int ORDERS = Integer.getInteger("interleaving.orders", 2000);

	private static final int RANDOM_PREEMPTIONS = 5;

	@Override
	public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> test,
			ExtensionContext context) throws Throwable {
		invocation.skip();
		Class<?> type = new SteppingClassLoader().loadClass(test.getTargetClass().getName());
		Constructor<?> constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		Method method = type.getDeclaredMethod(test.getExecutable().getName());
		method.setAccessible(true);
		Explorer explorer = new Explorer(() -> run(constructor, method));
		try {
			for (int preemptions = 1; preemptions <= PREEMPTIONS; preemptions++) {
				explorer.tryAll(preemptions, ORDERS);
			}
			explorer.tryRandomly(RANDOM_PREEMPTIONS, ORDERS);
		}
		finally {
			context.publishReportEntry("orders", String.valueOf(explorer.orders()));
		}
	}

	private static void run(Constructor<?> constructor, Method method) throws Throwable {
		try {
			method.invoke(constructor.newInstance());
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
