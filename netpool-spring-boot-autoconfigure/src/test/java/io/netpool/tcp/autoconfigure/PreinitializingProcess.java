package io.netpool.tcp.autoconfigure;

/**
 * A JVM that does nothing but the preinitialization.
 */
public final class PreinitializingProcess {

	private PreinitializingProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		new NetpoolBackgroundPreinitializer().preinitialize();
	}

}
