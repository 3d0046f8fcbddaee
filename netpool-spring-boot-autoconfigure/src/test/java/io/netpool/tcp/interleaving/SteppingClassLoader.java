package io.netpool.tcp.interleaving;

import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassWriter;

/**
 * Loads the engine's classes, and the tests beside them, anew and with steps.
 */
final class SteppingClassLoader extends ClassLoader {

	private static final String ENGINE = "io.netpool.tcp.server.";

	/**
	 * Has no place, so that JaCoCo does not take these classes for those it measures.
	 */
	private static final ProtectionDomain NOWHERE = new ProtectionDomain(null, null);

	SteppingClassLoader() {
		super(SteppingClassLoader.class.getClassLoader());
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(ENGINE)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (in == null) {
				throw new ClassNotFoundException(name);
			}
			ClassReader reader = new ClassReader(in);
			ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
			reader.accept(new SteppingClassVisitor(writer), 0);
			byte[] bytes = writer.toByteArray();
			return defineClass(name, bytes, 0, bytes.length, NOWHERE);
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

}
