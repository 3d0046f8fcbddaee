package io.netpool.tcp.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceiveBuffer} and {@link SendBuffers}: a buffer is lent to one at a
 * time.
 */
class SharedBuffersTests {

	private final ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;

	private final ReceiveBuffer receiveBuffer = new ReceiveBuffer(() -> false);

	private final SendBuffers sendBuffers = new SendBuffers();

	@AfterEach
	void release() {
		this.receiveBuffer.release();
		this.sendBuffers.release();
	}

	@Test
	@SuppressWarnings("deprecation")
	void everyReadIsIntoTheSameBuffer() {
		Handle one = this.receiveBuffer.newHandle();
		Handle other = this.receiveBuffer.newHandle();
		ByteBuf first = one.allocate(this.allocator);
		first.writeByte(1).release();
		ByteBuf second = other.allocate(this.allocator);
		assertThat(second).isSameAs(first);
		assertThat(second.isReadable()).isFalse();
		second.release();
	}

	@Test
	@SuppressWarnings("deprecation")
	void whatIsStillHeldIsNotReadInto() {
		Handle handle = this.receiveBuffer.newHandle();
		ByteBuf held = handle.allocate(this.allocator);
		held.writeByte(1);
		ByteBuf next = handle.allocate(this.allocator);
		next.writeByte(2);
		assertThat(held.getByte(0)).isEqualTo((byte) 1);
		next.release();
		held.release();
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 20 * 1024, 68 * 1024 })
	void aBatchThatWasSentLeavesItsBufferToTheNext(int size) {
		ByteBuf first = this.sendBuffers.take(size, this.allocator);
		first.writeByte(1).release();
		ByteBuf second = this.sendBuffers.take(size, this.allocator);
		assertThat(second).isSameAs(first);
		assertThat(second.isReadable()).isFalse();
		second.release();
	}

	@Test
	void aBatchThatTheSocketKeepsTakesItsBufferWithIt() {
		ByteBuf kept = this.sendBuffers.take(10, this.allocator);
		kept.writeByte(1);
		ByteBuf next = this.sendBuffers.take(10, this.allocator);
		next.writeByte(2).release();
		assertThat(kept.getByte(0)).isEqualTo((byte) 1);
		assertThat(kept.release()).as("nobody else has it").isTrue();
	}

	@Test
	void whatASmallBatchKeepsIsSmall() {
		this.sendBuffers.take(68 * 1024, this.allocator).release();
		ByteBuf small = this.sendBuffers.take(10, this.allocator);
		assertThat(small.capacity()).isEqualTo(16 * 1024);
		small.release();
	}

	@Test
	void aLargeBatchGetsABufferOfItsOwn() {
		ByteBuf large = this.sendBuffers.take(1024 * 1024, this.allocator);
		assertThat(large.capacity()).isGreaterThanOrEqualTo(1024 * 1024);
		assertThat(large.release()).isTrue();
	}

	@Test
	void aBufferThatGrewIsNotKept() {
		ByteBuf grown = this.sendBuffers.take(10, this.allocator);
		grown.writeZero(1024 * 1024).release();
		ByteBuf next = this.sendBuffers.take(10, this.allocator);
		assertThat(next.capacity()).isLessThan(1024 * 1024);
		next.release();
	}

}
