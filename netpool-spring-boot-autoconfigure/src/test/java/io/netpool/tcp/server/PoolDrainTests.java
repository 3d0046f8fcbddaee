package io.netpool.tcp.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import io.netpool.tcp.server.transport.AcceptsPerTurn;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolDrain}, whose clock is the test's.
 */
@ExtendWith(OutputCaptureExtension.class)
class PoolDrainTests {

	private static final int CHECK_MILLIS = 10;

	private final EmbeddedChannel listening = new EmbeddedChannel();

	private final PoolContext pool = LoneConnection.pool(TestEndpoint.echo(),
			new OutboundSettings(1000, OutboundOverflow.WAIT), "bye");

	private final AcceptorCount acceptors = new AcceptorCount(this.pool.settings().acceptors());

	private final PoolDrain drain = new PoolDrain(this.pool, this.listening, Transport.NIO, this.acceptors);

	@BeforeEach
	void stopTheClock() {
		this.listening.freezeTime();
	}

	@AfterEach
	void close() {
		this.listening.close();
	}

	private CompletableFuture<Void> begin() {
		CompletableFuture<Void> drained = this.drain.begin();
		pass(0);
		return drained;
	}

	private void pass(long millis) {
		this.listening.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
		this.listening.runPendingTasks();
	}

	@Test
	void thePortClosesWhenTheBacklogWasEmptyForAMoment() {
		CompletableFuture<Void> drained = begin();
		pass(CHECK_MILLIS);
		pass(CHECK_MILLIS - 1);
		assertThat(this.listening.isOpen()).isTrue();
		pass(1);
		assertThat(this.listening.isOpen()).isFalse();
		assertThat(drained).isCompleted();
	}

	@Test
	void thePortClosesInTheTurnInWhichNoConnectionWaits() {
		acceptWith(this.drain);
		this.listening.pipeline().fireChannelReadComplete();
		assertThat(this.listening.isOpen()).isFalse();
	}

	@Test
	void theEndOfATurnOfIoUringIsNotTheEndOfTheBacklog() {
		acceptWith(new PoolDrain(this.pool, this.listening, Transport.IO_URING, this.acceptors));
		this.listening.pipeline().fireChannelReadComplete();
		assertThat(this.listening.isOpen()).isTrue();
	}

	private void acceptWith(PoolDrain begun) {
		this.listening.pipeline()
			.addLast(new Admission(this.pool, this.acceptors, new AcceptsPerTurn(), new Refusal(this.pool, null),
					this.listening));
		begun.begin();
		pass(0);
		assertThat(this.listening.isOpen()).isTrue();
	}

	@Test
	void newClientsPutThatOffButNotForEver() {
		begin();
		for (int i = 0; i < 50; i++) {
			// one that is served, and one that is not
			this.pool.counters().of(Event.CONNECTION_ACCEPTED).increment();
			this.pool.counters().closed(CloseReason.NO_ACCEPTOR).increment();
			pass(CHECK_MILLIS);
			assertThat(this.listening.isOpen()).isTrue();
		}
		this.pool.counters().of(Event.CONNECTION_ACCEPTED).increment();
		pass(CHECK_MILLIS);
		assertThat(this.listening.isOpen()).isFalse();
	}

	@Test
	void itEndsWhenNoConnectionIsLeftAndTellsMeanwhileWhatIsWaitedFor(CapturedOutput output) {
		try (LoneConnection lone = new LoneConnection(this.pool)) {
			lone.establish();
			lone.becameReady();
			lone.lane().run(() -> {
			});
			CompletableFuture<Void> drained = begin();
			pass(CHECK_MILLIS);
			pass(CHECK_MILLIS);
			assertThat(output).containsOnlyOnce("Pool 'default' is draining 1 connection with 0 messages in flight");
			assertThat(lone.turn()).isTrue();
			assertThat(lone.sent()).containsExactly("bye");
			pass(4999);
			assertThat(output).containsOnlyOnce("is draining");
			pass(1);
			assertThat(output.getOut().split("is draining", -1)).hasSize(3);
			assertThat(drained).isNotDone();
			this.pool.registry().remove(lone.connection());
			assertThat(drained).isCompleted();
			pass(10_000);
			assertThat(output.getOut().split("is draining", -1)).hasSize(3);
		}
	}

	@Test
	void withoutConnectionsThereIsNothingToTell(CapturedOutput output) {
		begin();
		pass(CHECK_MILLIS);
		pass(CHECK_MILLIS);
		assertThat(output).doesNotContain("is draining");
	}

	@Test
	void aConnectionThatWasAcceptedAndIsNotSeenYetIsWaitedFor() {
		this.acceptors.acquire();
		CompletableFuture<Void> drained = begin();
		pass(CHECK_MILLIS);
		pass(CHECK_MILLIS);
		assertThat(this.listening.isOpen()).isFalse();
		assertThat(drained).isNotDone();
		pass(CHECK_MILLIS);
		this.acceptors.release();
		pass(CHECK_MILLIS - 1);
		assertThat(drained).isNotDone();
		pass(1);
		assertThat(drained).isCompleted();
	}

	@Test
	void aStopEndsIt() {
		CompletableFuture<Void> drained = begin();
		assertThat(drained).isNotDone();
		this.drain.end();
		assertThat(drained).isCompleted();
	}

	@Test
	void oneThatBeginsAfterTheStopIsOverAtOnce() {
		EventLoopGroup stopped = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
		Channel channel = new LocalChannel();
		stopped.register(channel).syncUninterruptibly();
		stopped.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
		PoolDrain late = new PoolDrain(this.pool, channel, Transport.NIO, this.acceptors);
		assertThat(late.begin()).isCompleted();
	}

}
