package io.netpool.tcp.interleaving;

import java.util.HashSet;
import java.util.Set;

import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Gives a class the steps of {@link Steps}.
 */
final class SteppingClassVisitor extends ClassVisitor {

	private final Set<String> volatileFields = new HashSet<>();

	private String name;

	SteppingClassVisitor(ClassWriter writer) {
		super(Opcodes.ASM9, writer);
	}

	@Override
	public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
		this.name = name;
		super.visit(version, access, name, signature, superName, interfaces);
	}

	/**
	 * Called for every field before the first method.
	 */
	@Override
	public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
		if ((access & Opcodes.ACC_VOLATILE) != 0) {
			this.volatileFields.add(name);
		}
		return super.visitField(access, name, descriptor, signature, value);
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
			String[] exceptions) {
		if (name.startsWith("<")) {
			// what is being created is not shared, and a class is initialized by one
			// thread
			return super.visitMethod(access, name, descriptor, signature, exceptions);
		}
		boolean locked = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
		int unlocked = access & ~Opcodes.ACC_SYNCHRONIZED;
		MethodVisitor visitor = super.visitMethod(unlocked, name, descriptor, signature, exceptions);
		MethodVisitor stepping = new SteppingMethodVisitor(visitor, this.name, this.volatileFields);
		return locked ? new LockingMethodVisitor(stepping, this.name) : stepping;
	}

}
