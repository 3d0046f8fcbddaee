package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.TestPool.Threads;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.MessageToMessageEncoder;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NettyFraming} and its {@link CodecBridge}.
 */
class NettyFramingTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void messagesPassTheCodecsInBothDirections(Threads threads) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).threads(threads).queue(4).framing(new Lines()).start()) {
			String block = "x".repeat(500);
			TestClient client = pool.connect().send(("a\n\n" + block + "\n").repeat(1000));
			for (int i = 0; i < 1000; i++) {
				assertThat(client.readLine()).isEqualTo("a");
				assertThat(client.readLine()).isEmpty();
				assertThat(client.readLine()).isEqualTo(block);
			}
		}
	}

	@Test
	void whatACodecRefusesClosesTheConnection() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(new Lines()).start()) {
			TestClient client = pool.connect().send("x".repeat(2000) + "\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.BAD_FRAME);
			client.close();
		}
	}

	@Test
	void aCodecThatIsBrokenClosesTheConnectionAsAHandlerWould() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		NettyFraming broken = (pipeline) -> pipeline.addLast(new ChannelInboundHandlerAdapter() {

			@Override
			public void channelRead(ChannelHandlerContext context, Object message) {
				ReferenceCountUtil.release(message);
				throw new IllegalStateException("expected by this test");
			}

		});
		try (TestPool pool = new TestPool(endpoint).framing(broken).start()) {
			TestClient client = pool.connect().send("x\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.HANDLER_ERROR);
			client.close();
		}
	}

	@Test
	void aCodecIsAskedToCloseAConnectionOnce() throws Exception {
		AtomicInteger closed = new AtomicInteger();
		NettyFraming counting = (pipeline) -> {
			new Lines().addCodecs(pipeline);
			pipeline.addLast(new ChannelOutboundHandlerAdapter() {

				@Override
				public void close(ChannelHandlerContext context, ChannelPromise promise) {
					closed.incrementAndGet();
					context.close(promise);
				}

			});
		};
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(counting).start()) {
			TestClient client = pool.connect().send("x\n");
			assertThat(client.readLine()).isEqualTo("x");
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
		}
		assertThat(closed).hasValue(1);
	}

	@Test
	void theFramingOfSuchAConnectionCanNotChange() {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.changeFraming(Framings.line(100));
			return null;
		});
		try (TestPool pool = new TestPool(endpoint).queue(1).framing(new Lines()).start()) {
			TestClient client = pool.connect().send("x\n");
			client.endOutput();
			assertThat(client.isAtEnd()).isTrue();
			assertThat(pool.pool().statistics().messages().failed()).isOne();
		}
	}

	/**
	 * Netty's line decoder, and an encoder that ends lines.
	 */
	private static final class Lines implements NettyFraming {

		@Override
		public void addCodecs(ChannelPipeline pipeline) {
			pipeline.addLast(new LineBasedFrameDecoder(1000));
			pipeline.addLast(new MessageToMessageEncoder<ByteBuf>() {

				@Override
				protected void encode(ChannelHandlerContext context, ByteBuf message, List<Object> out) {
					out.add(message.retainedSlice());
					out.add(context.alloc().buffer(1).writeByte('\n'));
				}

			});
		}

	}

}
