package io.netpool.tcp.server.handshake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandshakeQueue}. A turn of its event loop is a call of {@code run}.
 */
class HandshakeQueueTests {

	private final EmbeddedChannel loop = new EmbeddedChannel();

	private final AtomicLong clock = new AtomicLong();

	private final HandshakeQueue queue = new HandshakeQueue(this.loop.eventLoop(), this.clock::get);

	private final List<EmbeddedChannel> clients = new ArrayList<>();

	/**
	 * The clients whose steps were made, in this order.
	 */
	private final List<Integer> steps = new ArrayList<>();

	private Duration timeOfAStep = Duration.ofNanos(1);

	@AfterEach
	void closeAll() {
		this.clients.forEach(EmbeddedChannel::finishAndReleaseAll);
		this.loop.finishAndReleaseAll();
	}

	private void connect(int number) {
		for (int i = 0; i < number; i++) {
			this.clients.add(new EmbeddedChannel(this.queue.gate(() -> true), new Step(this.clients.size())));
		}
	}

	private void sends(int... clients) {
		for (int client : clients) {
			this.clients.get(client).writeInbound(Unpooled.wrappedBuffer(new byte[] { 1 }));
		}
	}

	@Test
	void noStepIsMadeOutsideTheShareOfATurn() {
		connect(1);
		sends(0);
		assertThat(this.steps).isEmpty();
		assertThat(this.queue.waiting()).isOne();
		this.queue.run();
		assertThat(this.steps).containsExactly(0);
		assertThat(this.queue.waiting()).isZero();
	}

	@Test
	void aTurnMakesStepsUntilItsTimeHasPassed() {
		connect(7);
		sends(0, 1, 2, 3, 4, 5, 6);
		this.timeOfAStep = Duration.ofMillis(1).dividedBy(3).plusNanos(1);
		this.queue.run();
		assertThat(this.steps).containsExactly(0, 1, 2);
		assertThat(this.queue.waiting()).isEqualTo(4);
		this.queue.run();
		assertThat(this.steps).containsExactly(0, 1, 2, 3, 4, 5);
		this.queue.run();
		assertThat(this.steps).hasSize(7);
		assertThat(this.queue.waiting()).isZero();
	}

	@Test
	void aTurnMakesAtLeastOneStep() {
		connect(2);
		sends(0, 1);
		this.timeOfAStep = Duration.ofMillis(5);
		this.queue.run();
		assertThat(this.steps).containsExactly(0);
	}

	@Test
	void clientsThatBeginAndThoseThatGoOnTakeTurns() {
		connect(6);
		sends(0, 1, 2);
		this.queue.run();
		sends(3, 4, 5);
		sends(0, 1, 2);
		this.steps.clear();
		this.queue.run();
		assertThat(this.steps).containsSubsequence(0, 1, 2).containsSubsequence(3, 4, 5);
		for (int i = 0; i < 6; i += 2) {
			assertThat(this.steps.subList(i, i + 2)).containsAnyOf(0, 1, 2).containsAnyOf(3, 4, 5);
		}
	}

	@Test
	void aClientThatStallsTakesNoTimeOfOthers() {
		connect(3);
		sends(0);
		this.queue.run();
		this.timeOfAStep = Duration.ofMillis(5);
		sends(2);
		this.queue.run();
		assertThat(this.steps).containsExactly(0, 2);
	}

	@Test
	void whatIsLeftIsDoneInALaterTurn() {
		connect(3);
		sends(0, 1, 2);
		this.timeOfAStep = Duration.ofMillis(5);
		for (int turn = 1; turn <= 3; turn++) {
			this.loop.runScheduledPendingTasks();
			assertThat(this.steps).hasSize(turn);
		}
	}

	@Test
	void aFailureOfOneStepDoesNotStopTheRest() {
		connect(2);
		sends(0, 1);
		this.clients.get(0).pipeline().get(Step.class).fails = true;
		this.queue.run();
		assertThat(this.steps).containsExactly(0, 1);
		assertThat(this.clients.get(0).pipeline().get(Step.class).failure).hasMessage("step");
	}

	private final class Step extends ChannelInboundHandlerAdapter {

		private final int client;

		private boolean fails;

		private Throwable failure;

		Step(int client) {
			this.client = client;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ReferenceCountUtil.release(message);
			HandshakeQueueTests.this.steps.add(this.client);
			HandshakeQueueTests.this.clock.addAndGet(HandshakeQueueTests.this.timeOfAStep.toNanos());
			if (this.fails) {
				throw new IllegalStateException("step");
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			this.failure = cause;
		}

	}

}
