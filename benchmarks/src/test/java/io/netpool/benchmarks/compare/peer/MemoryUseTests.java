package io.netpool.benchmarks.compare.peer;

import java.lang.ref.Reference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryUseTests {

	private static final int SIZE = 64 * 1024 * 1024;

	@Test
	void whatIsReachableIsInTheHeap() {
		byte[] array = new byte[SIZE];
		long with = MemoryUse.ofThisProcess().heap();
		Reference.reachabilityFence(array);
		array = null;
		assertThat(with - MemoryUse.ofThisProcess().heap()).isGreaterThan(SIZE / 2);
	}

	@Test
	void nettysDirectBuffersCount() {
		long without = MemoryUse.ofThisProcess().direct();
		ByteBuf buffer = Unpooled.directBuffer(SIZE);
		try {
			assertThat(MemoryUse.ofThisProcess().direct() - without).isGreaterThan(SIZE / 2);
		}
		finally {
			buffer.release();
		}
	}

	@Test
	void aLineHasBoth() {
		MemoryUse use = new MemoryUse(1_000_000_000_000L, 42);
		assertThat(MemoryUse.parse(use.toLine())).isEqualTo(use);
	}

}
