package io.netpool.tcp.interleaving;

import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Makes the body of a synchronized method hold a lock of {@link Steps} instead.
 */
final class LockingMethodVisitor extends MethodVisitor {

	private final String owner;

	private final Label begin = new Label();

	private final Label end = new Label();

	LockingMethodVisitor(MethodVisitor visitor, String owner) {
		super(Opcodes.ASM9, visitor);
		this.owner = owner;
	}

	@Override
	public void visitCode() {
		super.visitCode();
		call("lock");
		visitLabel(this.begin);
	}

	@Override
	public void visitInsn(int opcode) {
		if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
			call("unlock");
		}
		super.visitInsn(opcode);
	}

	@Override
	public void visitMaxs(int maxStack, int maxLocals) {
		visitLabel(this.end);
		// last, so that the method's own handlers go first
		visitTryCatchBlock(this.begin, this.end, this.end, null);
		visitFrame(Opcodes.F_FULL, 1, new Object[] { this.owner }, 1, new Object[] { "java/lang/Throwable" });
		call("unlock");
		super.visitInsn(Opcodes.ATHROW);
		super.visitMaxs(maxStack, maxLocals);
	}

	private void call(String name) {
		visitVarInsn(Opcodes.ALOAD, 0);
		visitMethodInsn(Opcodes.INVOKESTATIC, SteppingMethodVisitor.STEPS, name, "(Ljava/lang/Object;)V", false);
	}

}
