package io.netpool.tcp.server.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassWriter;

/**
 * Loads the classes of netpool once more, for simulations: {@link PreemptibleClass}
 * changes them on the way, so that {@link Scheduler} decides which thread runs, and what
 * time it is. The engine itself need not know of that.
 */
final class PreemptingClassLoader extends ClassLoader {

	private static final String NETPOOL = "io.netpool.tcp.";

	private static final String SIMULATION = PreemptingClassLoader.class.getPackageName() + ".";

	PreemptingClassLoader() {
		super(PreemptingClassLoader.class.getClassLoader());
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(NETPOOL)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (stream == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] bytes = stream.readAllBytes();
			if (!name.startsWith(SIMULATION)) {
				bytes = preemptible(bytes);
			}
			return defineClass(name, bytes, 0, bytes.length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] preemptible(byte[] bytes) {
		ClassReader reader = new ClassReader(bytes);
		ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
		reader.accept(new PreemptibleClass(writer), 0);
		return writer.toByteArray();
	}

}
