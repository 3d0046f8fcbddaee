package io.netpool.benchmarks.compare.peer;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

import io.netty.util.internal.PlatformDependent;

/**
 * Memory in use by a JVM.
 *
 * @param heap the bytes of the heap after garbage collection
 * @param direct the bytes of direct buffers, with those that Netty keeps in its pools
 * @since 0.1.0
 */
public record MemoryUse(long heap, long direct) {

	private static final int COLLECTIONS = 4;

	static MemoryUse ofThisProcess() {
		// references and cleaners need several collections
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		// Netty's buffers are in one of these numbers or in both, depending on how they
		// are allocated
		long direct = Math.max(PlatformDependent.usedDirectMemory(), ofDirectBuffers());
		return new MemoryUse(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), direct);
	}

	private static long ofDirectBuffers() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

	/**
	 * Parses the result of {@link #toLine()}.
	 * @param line the line
	 * @return the memory in use
	 */
	public static MemoryUse parse(String line) {
		String[] numbers = line.split(" ");
		return new MemoryUse(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
	}

	String toLine() {
		return this.heap + " " + this.direct;
	}

}
