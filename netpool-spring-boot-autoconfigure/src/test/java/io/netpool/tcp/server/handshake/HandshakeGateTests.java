package io.netpool.tcp.server.handshake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandshakeGate}.
 */
class HandshakeGateTests {

	private final EmbeddedChannel loop = new EmbeddedChannel();

	private final HandshakeQueue queue = new HandshakeQueue(this.loop.eventLoop());

	private final List<String> events = new ArrayList<>();

	private boolean inProgress = true;

	private Runnable onRead = () -> {
	};

	private final EmbeddedChannel channel = new EmbeddedChannel(this.queue.gate(() -> this.inProgress), new Recorder());

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
		this.loop.finishAndReleaseAll();
	}

	private ByteBuf receives(String text) {
		ByteBuf buffer = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
		this.channel.writeInbound(buffer);
		return buffer;
	}

	@Test
	void whileItsBytesWaitNothingMoreIsRead() {
		receives("hello");
		assertThat(this.channel.config().isAutoRead()).isFalse();
		this.queue.run();
		assertThat(this.channel.config().isAutoRead()).isTrue();
		assertThat(this.events).containsExactly("hello", "complete");
	}

	@Test
	void whatWasReadAllTheSameKeepsItsOrder() {
		receives("one");
		receives("two");
		assertThat(this.queue.waiting()).isOne();
		this.queue.run();
		assertThat(this.events).containsExactly("one", "two", "complete");
	}

	@Test
	void theEndOfTheStreamDoesNotOvertakeItsBytes() {
		receives("hello");
		this.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
		assertThat(this.events).isEmpty();
		this.queue.run();
		assertThat(this.events).containsExactly("hello", "ChannelInputShutdownEvent", "complete");
	}

	@Test
	void theEndOfTheStreamOfAClientThatDoesNotWaitIsPassedOn() {
		this.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
		assertThat(this.events).containsExactly("ChannelInputShutdownEvent");
	}

	@Test
	void theBytesOfAConnectionThatIsClosedAreReleased() {
		ByteBuf buffer = receives("hello");
		this.channel.close();
		assertThat(buffer.refCnt()).isZero();
		assertThat(this.queue.waiting()).isZero();
		this.queue.run();
		assertThat(this.events).doesNotContain("hello");
	}

	@Test
	void afterTheHandshakeItRemovesItself() {
		this.onRead = () -> this.inProgress = false;
		receives("finished");
		this.queue.run();
		assertThat(this.channel.pipeline().get(HandshakeGate.class)).isNull();
		receives("message");
		assertThat(this.events).containsExactly("finished", "complete", "message", "complete");
	}

	@Test
	void aPauseOfReadingThatFollowsTheHandshakeLasts() {
		this.onRead = () -> {
			this.inProgress = false;
			this.channel.config().setAutoRead(false);
		};
		receives("finished and a message");
		this.queue.run();
		assertThat(this.channel.config().isAutoRead()).isFalse();
	}

	@Test
	void whatIsReadAfterAFailedHandshakeDoesNotWait() {
		this.inProgress = false;
		receives("late");
		assertThat(this.events).containsExactly("late", "complete");
	}

	private final class Recorder extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ByteBuf buffer = (ByteBuf) message;
			HandshakeGateTests.this.events.add(buffer.toString(StandardCharsets.US_ASCII));
			buffer.release();
			HandshakeGateTests.this.onRead.run();
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			HandshakeGateTests.this.events.add("complete");
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			HandshakeGateTests.this.events.add(event.getClass().getSimpleName());
		}

	}

}
