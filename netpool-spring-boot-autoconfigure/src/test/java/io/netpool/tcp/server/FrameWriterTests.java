package io.netpool.tcp.server;

import io.netpool.tcp.framing.Framings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrameWriter}, by itself.
 */
class FrameWriterTests {

	private final LoneConnection lone = new LoneConnection(TestEndpoint.echo());

	private final SlowChannel channel = new SlowChannel();

	private final FrameWriter writer = new FrameWriter(this.lone.connection(), Framings.line(1000));

	FrameWriterTests() {
		this.writer.open(this.channel.pipeline().firstContext());
	}

	private void write(int length) {
		this.lone.outbound().reply(new byte[length - 1]);
		this.writer.flush();
	}

	@AfterEach
	void close() {
		this.channel.close();
		this.lone.close();
	}

	/**
	 * A client that reads slowly is recognised by them, whatever it is sent meanwhile.
	 */
	@Test
	void theBytesThatTheSocketHasAcceptedDoNotIncludeThoseThatWait() {
		write(500);
		assertThat(this.writer.accepted()).isZero();
		this.channel.accept(100);
		assertThat(this.writer.accepted()).isEqualTo(100);
		write(1);
		write(20);
		assertThat(this.writer.accepted()).isEqualTo(100);
		this.channel.accept(1);
		assertThat(this.writer.accepted()).isEqualTo(101);
		this.channel.accept(405);
		assertThat(this.writer.accepted()).isEqualTo(506);
		this.channel.accept(15);
		assertThat(this.writer.accepted()).isEqualTo(521);
		assertThat(this.lone.outbound().isEmpty()).isTrue();
	}

	@Test
	void whatWaitsFallsAlsoWhereTheSocketAcceptsAPartOfABatchAsAWhole() {
		this.channel.pipeline().addFirst(new Halves());
		write(500);
		long before = this.writer.waiting();
		this.channel.accept(250);
		assertThat(this.writer.accepted()).isZero();
		assertThat(this.writer.waiting()).isPositive().isLessThan(before);
		this.channel.accept(250);
		assertThat(this.writer.accepted()).isEqualTo(500);
		assertThat(this.writer.waiting()).isZero();
	}

	/**
	 * Makes two buffers of one, as TLS makes several of a large one.
	 */
	private static final class Halves extends ChannelOutboundHandlerAdapter {

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			ByteBuf buffer = (ByteBuf) message;
			context.write(buffer.readRetainedSlice(buffer.readableBytes() / 2));
			context.write(buffer, promise);
		}

	}

	/**
	 * Accepts what its test tells it to.
	 */
	private static final class SlowChannel extends EmbeddedChannel {

		private int room;

		SlowChannel() {
			super(new ChannelInboundHandlerAdapter());
		}

		void accept(int bytes) {
			this.room = bytes;
			flush();
		}

		@Override
		protected void doWrite(ChannelOutboundBuffer buffer) {
			buffer.removeBytes(this.room);
			this.room = 0;
		}

	}

}
