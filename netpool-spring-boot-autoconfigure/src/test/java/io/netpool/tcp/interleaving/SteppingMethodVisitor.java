package io.netpool.tcp.interleaving;

import java.util.Set;

import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Ends a step ahead of whatever another thread can see, and takes locks by {@link Steps}.
 */
final class SteppingMethodVisitor extends MethodVisitor {

	static final String STEPS = "io/netpool/tcp/interleaving/Steps";

	private static final Set<String> ATOMIC = Set.of("java/util/concurrent/ConcurrentLinkedQueue",
			"java/util/concurrent/CompletableFuture");

	private final String owner;

	private final Set<String> volatileFields;

	SteppingMethodVisitor(MethodVisitor visitor, String owner, Set<String> volatileFields) {
		super(Opcodes.ASM9, visitor);
		this.owner = owner;
		this.volatileFields = volatileFields;
	}

	@Override
	public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
		if (owner.equals(this.owner) && this.volatileFields.contains(name)) {
			call("step", "()V");
		}
		super.visitFieldInsn(opcode, owner, name, descriptor);
	}

	@Override
	public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
		if (owner.equals("java/lang/System") && name.equals("nanoTime")) {
			call("nanoTime", descriptor);
			return;
		}
		if (owner.equals("java/lang/Thread") && name.equals("getState")) {
			call("state", "(Ljava/lang/Thread;)Ljava/lang/Thread$State;");
			return;
		}
		boolean atomic = ATOMIC.contains(owner) || owner.startsWith("java/util/concurrent/atomic/Atomic");
		if (atomic && opcode == Opcodes.INVOKEVIRTUAL) {
			call("step", "()V");
		}
		super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
	}

	@Override
	public void visitInsn(int opcode) {
		switch (opcode) {
			case Opcodes.MONITORENTER -> call("lock", "(Ljava/lang/Object;)V");
			case Opcodes.MONITOREXIT -> call("unlock", "(Ljava/lang/Object;)V");
			default -> super.visitInsn(opcode);
		}
	}

	private void call(String name, String descriptor) {
		super.visitMethodInsn(Opcodes.INVOKESTATIC, STEPS, name, descriptor, false);
	}

}
