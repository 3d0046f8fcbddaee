package io.netpool.tcp.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.TestPool.Threads;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.MessageToMessageEncoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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

	@ParameterizedTest
	@ValueSource(ints = { 1, 4, 128 })
	void messagesBeforeAFrameThatIsTooLongAreAnswered(int queue) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(new Lines()).queue(queue).start()) {
			TestClient client = pool.connect().send("a\n".repeat(100) + "x".repeat(2000) + "\nnever\n");
			assertThat(client.receiveRest()).isEqualTo("a\n".repeat(100));
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.FRAME_TOO_LONG);
			assertThat(endpoint.events).doesNotContain("never");
		}
	}

	@Test
	void messagesBeforeABadFrameAreAnswered() throws Exception {
		NettyFraming strict = (pipeline) -> {
			new Lines().addCodecs(pipeline);
			pipeline.addLast(new MessageToMessageDecoder<ByteBuf>() {

				@Override
				protected void decode(ChannelHandlerContext context, ByteBuf message, List<Object> out) {
					if (message.toString(StandardCharsets.UTF_8).equals("bad")) {
						throw new CorruptedFrameException("expected by this test");
					}
					out.add(message.retain());
				}

			});
		};
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(strict).start()) {
			TestClient client = pool.connect().send("one\ntwo\nbad\nnever\n");
			assertThat(client.receiveRest()).isEqualTo("one\ntwo\n");
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.BAD_FRAME);
			assertThat(endpoint.events).doesNotContain("never");
		}
	}

	@Test
	void theSenderOfAMessageThatACodecDoesNotEncodeIsNotified() throws Exception {
		NettyFraming shortMessages = (pipeline) -> {
			new Lines().addCodecs(pipeline);
			pipeline.addLast(new MessageToMessageEncoder<ByteBuf>() {

				@Override
				protected void encode(ChannelHandlerContext context, ByteBuf message, List<Object> out) {
					if (message.readableBytes() > 3) {
						throw new EncoderException("expected by this test");
					}
					out.add(message.retain());
				}

			});
		};
		List<CompletionStage<Void>> sent = new CopyOnWriteArrayList<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			// in one batch: the event loop is in this handler
			sent.add(connection.send("one"));
			sent.add(connection.send("too long"));
			sent.add(connection.send("two"));
			return "end";
		});
		try (TestPool pool = new TestPool(endpoint).threads(Threads.INLINE).framing(shortMessages).start()) {
			TestClient client = pool.connect().send("go\n");
			assertThat(client.readLine()).isEqualTo("one");
			assertThat(client.readLine()).isEqualTo("two");
			assertThat(client.readLine()).isEqualTo("end");
			assertThat(sent.get(0).toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(sent.get(1).toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
				.withThrowableThat()
				.withMessageContaining("expected by this test");
			assertThat(sent.get(2).toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(client.send("go\n").readLine()).isEqualTo("one");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aCodecThatPassesOnSomethingElseIsNamed(CapturedOutput output) throws Exception {
		NettyFraming text = (pipeline) -> {
			new Lines().addCodecs(pipeline);
			pipeline.addLast(new StringDecoder());
		};
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(text).start()) {
			TestClient client = pool.connect().send("x\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.HANDLER_ERROR);
			assertThat(output).contains("must pass on a ByteBuf per message, not a java.lang.String");
			client.close();
		}
	}

	@Test
	void whatACodecPassesOnInPlaceOfBytesIsReleased() throws Exception {
		DefaultByteBufHolder holder = new DefaultByteBufHolder(Unpooled.buffer());
		NettyFraming holders = (pipeline) -> pipeline.addLast(new ChannelInboundHandlerAdapter() {

			@Override
			public void channelRead(ChannelHandlerContext context, Object message) {
				ReferenceCountUtil.release(message);
				context.fireChannelRead(holder);
			}

		});
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(holders).start()) {
			TestClient client = pool.connect().send("x\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.HANDLER_ERROR);
			assertThat(holder.refCnt()).isZero();
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
