package io.netpool.tcp.test;

import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails each test class that leaves a leak of Netty's behind, and the whole run for one
 * that shows up only at its end.
 * <p>
 * Registered for every test, as a session listener to be there before the first of
 * Netty's classes, and as an extension because only an extension can fail a class.
 */
public final class LeaksFailTheBuild implements LauncherSessionListener, BeforeAllCallback, AfterAllCallback {

	private static final int COLLECTIONS_PER_CLASS = 1;

	private static final int COLLECTIONS_AT_THE_END = 3;

	private final LeakRecorder recorder = LeakRecorder.install();

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		// Creating this object installed the recorder
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		AutoCloseable atTheEnd = () -> failOnLeaks(COLLECTIONS_AT_THE_END);
		context.getRoot()
			.getStore(Namespace.create(LeaksFailTheBuild.class))
			.computeIfAbsent(LeaksFailTheBuild.class, (key) -> atTheEnd);
	}

	@Override
	public void afterAll(ExtensionContext context) throws InterruptedException {
		if (context.getEnclosingTestClasses().isEmpty()) {
			failOnLeaks(COLLECTIONS_PER_CLASS);
		}
	}

	private void failOnLeaks(int collections) throws InterruptedException {
		List<String> leaks = this.recorder.take(collections);
		if (!leaks.isEmpty()) {
			throw new AssertionError("Leaked by this test class or one before it: " + leaks);
		}
	}

}
