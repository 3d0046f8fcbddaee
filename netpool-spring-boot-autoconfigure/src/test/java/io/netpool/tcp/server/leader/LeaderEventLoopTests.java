package io.netpool.tcp.server.leader;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.transport.IoThread;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import io.netty.util.concurrent.Ticker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeaderEventLoop}, with NIO, whose sockets an interrupt closes.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeaderEventLoopTests {

	private static final int MANY = 1000;

	private static final Runnable ANOTHER_TURN = () -> {
	};

	private final Queue<Thread> started = new ConcurrentLinkedQueue<>();

	private final AtomicReference<Error> failure = new AtomicReference<>();

	private final CountDownLatch inactive = new CountDownLatch(1);

	/**
	 * Number of threads that cannot be started.
	 */
	private final AtomicInteger missing = new AtomicInteger();

	private volatile long elapsedNanos;

	private final LeaderWatchdog watchdog = new LeaderWatchdog(LeaderSettings.DEFAULT,
			new ThreadPerTaskExecutor(new DefaultThreadFactory("watchdog", true)));

	private final LeaderEventLoop loop = new LeaderEventLoop(null,
			new ThreadPerTaskExecutor(new IoThread.Factory("test")), this::startLeader,
			FailingIoHandler.of(this.failure), LeaderSettings.DEFAULT, this.watchdog) {

		@Override
		public Ticker ticker() {
			return new Ticker() {

				@Override
				public long initialNanoTime() {
					return Ticker.systemTicker().initialNanoTime();
				}

				@Override
				public long nanoTime() {
					return Ticker.systemTicker().nanoTime() + LeaderEventLoopTests.this.elapsedNanos;
				}

				@Override
				public void sleep(long delay, TimeUnit unit) throws InterruptedException {
					Ticker.systemTicker().sleep(delay, unit);
				}

			};
		}

	};

	/**
	 * What leaders do at the end of a turn: whether they lead then.
	 */
	private volatile Predicate<Leader> endOfTurn = (leader) -> true;

	LeaderEventLoopTests() {
		this.loop.leaderWork((leader) -> new LeaderWork() {

			@Override
			public boolean endOfTurn() {
				return LeaderEventLoopTests.this.endOfTurn.test(leader);
			}

			@Override
			public void leaderReplaced() {
			}

		});
	}

	private void startLeader(Runnable task) {
		if (this.missing.getAndUpdate((count) -> Math.max(0, count - 1)) > 0) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		Thread thread = IoThread.Factory.ofHandlers("test").newThread(task);
		this.started.add(thread);
		thread.start();
	}

	@AfterEach
	void shutDown() {
		this.endOfTurn = (leader) -> true;
		this.loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		assertThat(this.loop.terminationFuture().awaitUninterruptibly(10, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * Have one of the two threads lead, and the other one follow.
	 */
	private void leadInTurn() {
		Awaitility.await().until(this::isReplaceable);
	}

	private Thread leading() {
		return this.loop.submit(Thread::currentThread).syncUninterruptibly().getNow();
	}

	private Thread following() {
		Thread leading = leading();
		return this.started.stream().filter((thread) -> thread != leading).findFirst().orElseThrow();
	}

	/**
	 * Have the leader replaced in a handler, and leave it.
	 */
	private static boolean leadNoMore(Leader leader) {
		leader.enterHandler();
		leader.aboutToBlock();
		return leader.leaveHandler();
	}

	private Socket connect() throws IOException {
		InetSocketAddress address = (InetSocketAddress) new ServerBootstrap().group(this.loop)
			.channel(NioServerSocketChannel.class)
			.childHandler(new Echo())
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel()
			.localAddress();
		Socket socket = new Socket(address.getAddress(), address.getPort());
		socket.setSoTimeout(10_000);
		assertEchoes(socket);
		return socket;
	}

	private static void assertEchoes(Socket socket) throws IOException {
		socket.getOutputStream().write('x');
		assertThat(socket.getInputStream().read()).isEqualTo('x');
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenTheThreadFailsTheConnectionsAreClosed(boolean inTurn, CapturedOutput output) throws Exception {
		try (Socket socket = connect()) {
			if (inTurn) {
				leadInTurn();
			}
			this.failure.set(new InternalError("broken"));
			this.loop.execute(ANOTHER_TURN);
			assertThat(socket.getInputStream().read()).isNegative();
			assertThat(this.inactive.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(this.loop.terminationFuture().await(10, TimeUnit.SECONDS)).isTrue();
			for (Thread thread : this.started) {
				thread.join(10_000);
				assertThat(thread.isAlive()).isFalse();
			}
			assertThat(output).containsOnlyOnce("has failed: it ends, and its connections are closed")
				.contains("InternalError: broken");
		}
	}

	@Test
	void aFailureAtTheEndOfATurnIsLoggedAndTheLeaderGoesOn(CapturedOutput output) throws Exception {
		try (Socket socket = connect()) {
			leadInTurn();
			Thread leading = leading();
			this.endOfTurn = (leader) -> {
				throw new IllegalStateException("broken");
			};
			for (int i = 0; i < 3; i++) {
				assertEchoes(socket);
			}
			assertThat(leading()).isSameAs(leading);
			assertThat(output).containsOnlyOnce("Failure at the end of a turn of an event loop")
				.contains("IllegalStateException: broken");
		}
	}

	@Test
	void aReplacedLeaderThatFailsAtTheEndOfItsTurnFollows() throws Exception {
		try (Socket socket = connect()) {
			leadInTurn();
			AtomicBoolean failed = new AtomicBoolean();
			Thread leading = leading();
			this.endOfTurn = (leader) -> {
				if (!failed.getAndSet(true)) {
					leadNoMore(leader);
					throw new IllegalStateException("broken");
				}
				return true;
			};
			Awaitility.await().until(() -> leading() != leading);
			leadInTurn();
			assertThat(following()).isSameAs(leading);
			assertEchoes(socket);
		}
	}

	private boolean isReplaceable() {
		return this.loop.submit(this.loop::isReplaceable).syncUninterruptibly().getNow();
	}

	@Test
	void aThreadThatCanNotBeStartedIsLoggedOnceAndTriedAgainLater(CapturedOutput output) {
		this.missing.set(2);
		for (int i = 0; i < 3; i++) {
			assertThat(isReplaceable()).isFalse();
		}
		assertThat(this.missing).hasValue(1);
		assertThat(output).containsOnlyOnce("brief handlers run on handler threads, until it can be started")
			.contains("Could not start a thread that takes over from 'netpool-test-io-")
			.contains("OutOfMemoryError: unable to create native thread");
		this.elapsedNanos = TimeUnit.SECONDS.toNanos(LeaderEventLoop.RETRY_SECONDS);
		Awaitility.await().until(() -> !isReplaceable() && this.missing.get() == 0);
		assertThat(output).containsOnlyOnce("Could not start a thread");
		this.elapsedNanos = TimeUnit.SECONDS.toNanos(2 * LeaderEventLoop.RETRY_SECONDS);
		leadInTurn();
		assertThat(this.started).hasSize(2);
	}

	@Test
	void anInterruptOfTheFollowerEndsWithIt() throws Exception {
		try (Socket socket = connect()) {
			leadInTurn();
			Thread following = following();
			following.interrupt();
			Awaitility.await().until(() -> !following.isInterrupted());
			AtomicBoolean replaced = new AtomicBoolean();
			this.endOfTurn = (leader) -> replaced.getAndSet(true) || leadNoMore(leader);
			Awaitility.await().until(() -> leading() == following);
			assertEchoes(socket);
		}
	}

	@Test
	void anInterruptThatAHandlerLeavesDoesNotReachTheEventLoop() throws Exception {
		try (Socket socket = connect()) {
			leadInTurn();
			AtomicInteger turns = new AtomicInteger();
			AtomicInteger interrupted = new AtomicInteger();
			this.endOfTurn = (leader) -> {
				if (Thread.currentThread().isInterrupted()) {
					interrupted.incrementAndGet();
				}
				if (turns.incrementAndGet() > MANY) {
					return true;
				}
				// so that a follower is also promoted before it waits
				while (!this.loop.isReplaceable()) {
					Thread.onSpinWait();
				}
				boolean leads = leadNoMore(leader);
				Thread.currentThread().interrupt();
				return leads;
			};
			this.loop.execute(ANOTHER_TURN);
			Awaitility.await().until(() -> turns.get() > MANY);
			assertThat(interrupted).hasValue(0);
			assertEchoes(socket);
		}
	}

	/**
	 * Sends back what it receives.
	 */
	private final class Echo extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			context.writeAndFlush(message);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			LeaderEventLoopTests.this.inactive.countDown();
		}

	}

	/**
	 * Fails in one turn, if it is told to.
	 */
	private record FailingIoHandler(IoHandler handler, AtomicReference<Error> failure) implements IoHandler {

		static IoHandlerFactory of(AtomicReference<Error> failure) {
			IoHandlerFactory factory = NioIoHandler.newFactory();
			return new IoHandlerFactory() {

				@Override
				public IoHandler newHandler(ThreadAwareExecutor executor) {
					return new FailingIoHandler(factory.newHandler(executor), failure);
				}

				@Override
				public boolean isChangingThreadSupported() {
					return factory.isChangingThreadSupported();
				}

			};
		}

		@Override
		public int run(IoHandlerContext context) {
			Error error = this.failure.getAndSet(null);
			if (error != null) {
				throw error;
			}
			return this.handler.run(context);
		}

		@Override
		public void prepareToDestroy() {
			this.handler.prepareToDestroy();
		}

		@Override
		public void destroy() {
			this.handler.destroy();
		}

		@Override
		public IoRegistration register(IoHandle handle) throws Exception {
			return this.handler.register(handle);
		}

		@Override
		public void wakeup() {
			this.handler.wakeup();
		}

		@Override
		public boolean isCompatible(Class<? extends IoHandle> handleType) {
			return this.handler.isCompatible(handleType);
		}

	}

}
