package io.netpool.tcp.server.simulation;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.netpool.tcp.server.leader.LeaderEventLoopGroup;
import io.netpool.tcp.server.transport.IoThreadGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * Changes a class of the engine: each method begins with a point at which its thread may
 * be preempted, and calls that depend on threads, on the clock or on chance go to
 * {@link Intercepted}.
 */
final class PreemptibleClass extends ClassVisitor {

	private static final String INTERCEPTED = Type.getInternalName(Intercepted.class);

	private static final String KEY_SET = "java/util/concurrent/ConcurrentHashMap$KeySetView";

	/**
	 * Methods whose calls go to the method of the same name of {@link Intercepted}.
	 */
	private static final Set<String> CALLS = Set.of("java/lang/System.nanoTime", "java/lang/System.currentTimeMillis",
			"java/lang/management/ThreadMXBean.getThreadCpuTime", "java/lang/Thread.interrupt",
			"java/lang/Thread.interrupted", "java/lang/Thread.getState", "java/util/concurrent/locks/LockSupport.park",
			"java/util/concurrent/locks/LockSupport.parkNanos", "java/util/concurrent/locks/LockSupport.unpark",
			"java/util/concurrent/CompletableFuture.get", "java/util/concurrent/ThreadLocalRandom.nextLong",
			"java/util/concurrent/ConcurrentHashMap.newKeySet", "io/netty/channel/ChannelFuture.await",
			"io/netty/channel/ChannelFuture.awaitUninterruptibly", "io/netty/util/concurrent/Future.await",
			"io/netty/util/concurrent/Future.awaitUninterruptibly",
			"io/netty/util/concurrent/Future.syncUninterruptibly",
			"io/netpool/tcp/server/transport/SocketTransport.channelType",
			"io/netpool/tcp/server/ConnectionIds.nextNumber");

	/**
	 * Classes in whose place others are instantiated, that have the same constructors.
	 * The order of an {@link IdentityHashMap} differs from run to run.
	 */
	private static final Map<String, String> TYPES = Map.of(Type.getInternalName(IoThreadGroup.class),
			Type.getInternalName(SimulatedEventLoopGroup.class), Type.getInternalName(IdentityHashMap.class),
			Type.getInternalName(LinkedHashMap.class), Type.getInternalName(LeaderEventLoopGroup.class),
			Type.getInternalName(SimulatedLeaderEventLoopGroup.class));

	/**
	 * Methods of maps that hold a monitor while they call a function.
	 */
	private static final Set<String> LOCKING = Set.of("compute", "computeIfAbsent", "computeIfPresent", "merge");

	PreemptibleClass(ClassWriter writer) {
		super(Opcodes.ASM9, writer);
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
		// once for all simulations, the JDK asks for an enum's constants, and classes are
		// initialized
		boolean hasPoint = !name.startsWith("<") && !name.equals("values") && (access & Opcodes.ACC_BRIDGE) == 0;
		boolean isAtomic = (access & Opcodes.ACC_SYNCHRONIZED) != 0 || name.equals("<clinit>");
		return new PreemptibleMethod(method, hasPoint, isAtomic);
	}

	private static final class PreemptibleMethod extends MethodVisitor {

		private final boolean hasPoint;

		private final boolean isAtomic;

		PreemptibleMethod(MethodVisitor method, boolean hasPoint, boolean isAtomic) {
			super(Opcodes.ASM9, method);
			this.hasPoint = hasPoint;
			this.isAtomic = isAtomic;
		}

		@Override
		public void visitCode() {
			super.visitCode();
			if (this.isAtomic) {
				call("enterMonitor");
			}
			else if (this.hasPoint) {
				call("point");
			}
		}

		private void call(String name) {
			super.visitMethodInsn(Opcodes.INVOKESTATIC, INTERCEPTED, name, "()V", false);
		}

		@Override
		public void visitInsn(int opcode) {
			boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
			if (opcode == Opcodes.MONITORENTER) {
				call("enterMonitor");
			}
			else if (this.isAtomic && returns) {
				call("exitMonitor");
			}
			super.visitInsn(opcode);
			if (opcode == Opcodes.MONITOREXIT) {
				call("exitMonitor");
			}
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			super.visitTypeInsn(opcode, (opcode == Opcodes.NEW) ? TYPES.getOrDefault(type, type) : type);
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			if (CALLS.contains(owner + "." + name)) {
				String receiver = (opcode == Opcodes.INVOKESTATIC) ? "(" : "(L" + owner + ";";
				super.visitMethodInsn(Opcodes.INVOKESTATIC, INTERCEPTED, name,
						receiver + descriptor.substring(1).replace(KEY_SET, "java/util/Set"), false);
			}
			else if (name.equals("<init>")) {
				super.visitMethodInsn(opcode, TYPES.getOrDefault(owner, owner), name, descriptor, isInterface);
			}
			else if (owner.startsWith("java/util/") && LOCKING.contains(name)) {
				call("enterMonitor");
				super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
				call("exitMonitor");
			}
			else {
				super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
			}
		}

	}

}
