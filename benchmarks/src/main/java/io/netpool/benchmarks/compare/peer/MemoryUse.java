package io.netpool.benchmarks.compare.peer;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

import io.netty.util.internal.PlatformDependent;

/**
 * Memory of a JVM that is in use.
 *
 * @param heap bytes of the heap after a collection
 * @param direct bytes of direct buffers, with what Netty keeps in its pools
 * @since 0.1.0
 */
public record MemoryUse(long heap, long direct) {

	private static final int COLLECTIONS = 4;

	static MemoryUse ofThisProcess() {
		// references and cleaners need more than one
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		// Netty's buffers are in one of these numbers or in both, depending on how it
		// allocates them
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
	 * Read what {@link #toLine()} returned.
	 * @param line the line
	 * @return the memory
	 */
	public static MemoryUse parse(String line) {
		String[] numbers = line.split(" ");
		return new MemoryUse(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
	}

	String toLine() {
		return this.heap + " " + this.direct;
	}

}
