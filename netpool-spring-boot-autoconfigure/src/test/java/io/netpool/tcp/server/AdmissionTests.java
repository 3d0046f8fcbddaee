package io.netpool.tcp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import io.netpool.tcp.server.transport.AcceptsPerTurn;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DefaultServerSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannelConfig;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Admission}, with sockets that are none.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdmissionTests {

	private static final int MAX_ACCEPTS = new AcceptsPerTurn().maxMessagesPerRead();

	private static final String CLIENT = "192.0.2.1";

	private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());

	private final List<Accepted> all = new ArrayList<>();

	private PoolContext pool;

	private AcceptorCount acceptors;

	private Admission admission;

	private Listening listening;

	private void listen(int acceptors, Overflow overflow) {
		listen(acceptors, overflow, LimitSettings.none(), ProxySettings.none());
	}

	private void listen(LimitSettings limits) {
		listen(10, Overflow.REFUSE, limits, ProxySettings.none());
	}

	private void listen(int acceptors, Overflow overflow, LimitSettings limits, ProxySettings proxy) {
		AcceptorSettings settings = new AcceptorSettings(acceptors, overflow, 1, acceptors + 1, null);
		this.pool = LoneConnection.pool(settings, limits, proxy);
		this.acceptors = new AcceptorCount(settings);
		this.listening = new Listening();
		this.listening.freezeTime();
		this.admission = new Admission(this.pool, this.acceptors, new AcceptsPerTurn(), new Refusal(this.pool, null),
				this.listening);
		this.listening.pipeline().addLast(this.admission);
	}

	private static LimitSettings perAddress(int most) {
		return new LimitSettings(most, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE);
	}

	private static LimitSettings perSecond(int most) {
		return new LimitSettings(0, List.of(), List.of(), most, 0, MessagesOverflow.PAUSE);
	}

	private static ProxySettings behindProxy(ProxyMode mode) {
		return new ProxySettings(mode, List.of(CidrRange.of(CLIENT)), Duration.ZERO);
	}

	private Accepted connect() {
		return connect(CLIENT);
	}

	private Accepted connect(String address) {
		Accepted accepted = register(accepted((address != null) ? new InetSocketAddress(address, 4711) : null));
		this.listening.writeInbound(accepted);
		return accepted;
	}

	private Accepted register(Accepted accepted) {
		this.all.add(accepted);
		accepted.unsafe().register(this.loop, accepted.newPromise());
		return accepted;
	}

	private Accepted accepted(InetSocketAddress client) {
		try {
			return new Accepted(this.listening, client);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The next that was given an acceptor, if any.
	 */
	private Accepted served() {
		return this.listening.readInbound();
	}

	private void assertServed(Accepted accepted) {
		assertThat(served()).isSameAs(accepted);
		assertThat(accepted.isOpen()).isTrue();
	}

	private void assertRefused(Accepted accepted, CloseReason reason) {
		assertThat(served()).isNull();
		assertThat(accepted.isOpen()).isFalse();
		assertThat(this.pool.counters().closed(reason).sum()).isOne();
		assertThat(this.pool.counters().refused()).isOne();
	}

	private void assertWaits(Accepted accepted) {
		assertThat(served()).isNull();
		assertThat(accepted.isOpen()).isTrue();
		assertThat(this.pool.counters().refused()).isZero();
	}

	private boolean accepts() {
		return this.listening.config().isAutoRead();
	}

	private void leave(Accepted accepted) {
		accepted.close();
		this.listening.runPendingTasks();
	}

	private void pass(long millis) {
		this.listening.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
		this.listening.runPendingTasks();
	}

	private ChannelHandlerContext context() {
		return this.listening.pipeline().context(this.admission);
	}

	@AfterEach
	void close() {
		this.all.forEach(Accepted::close);
		this.listening.close();
		this.loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		while (!this.loop.isTerminated()) {
			this.loop.runNow();
		}
	}

	@Test
	void eachIsGivenAnAcceptorUntilItCloses() {
		listen(1, Overflow.REFUSE);
		Accepted first = connect();
		assertServed(first);
		assertThat(this.acceptors.busy()).isOne();
		assertThat(this.pool.counters().of(Event.CONNECTION_ACCEPTED).sum()).isOne();
		leave(first);
		assertThat(this.acceptors.busy()).isZero();
		assertServed(connect());
		assertThat(this.pool.counters().of(Event.CONNECTION_ACCEPTED).sum()).isEqualTo(2);
	}

	@Test
	void withRefuseOneThatFindsNoneIsClosedAndOthersAreAccepted() {
		listen(1, Overflow.REFUSE);
		assertServed(connect());
		assertThat(accepts()).isTrue();
		assertRefused(connect(), CloseReason.NO_ACCEPTOR);
		assertThat(accepts()).isTrue();
		assertThat(this.acceptors.busy()).isOne();
	}

	@Test
	void withIncreaseOneThatFindsNoneGetsANewOne() {
		listen(1, Overflow.INCREASE);
		assertServed(connect());
		assertServed(connect());
		assertRefused(connect(), CloseReason.NO_ACCEPTOR);
	}

	@Test
	void withWaitAcceptingStopsWhenNoneIsIdleAndGoesOnWhenOneIs() {
		listen(2, Overflow.WAIT);
		Accepted first = connect();
		assertServed(first);
		assertThat(accepts()).isTrue();
		assertServed(connect());
		assertThat(accepts()).isFalse();
		leave(first);
		assertThat(accepts()).isTrue();
	}

	@Test
	void withWaitThoseThatCameAllTheSameAreServedInOrder() {
		listen(1, Overflow.WAIT);
		Accepted first = connect();
		assertServed(first);
		Accepted second = connect();
		assertWaits(second);
		Accepted third = connect();
		assertWaits(third);
		leave(first);
		assertServed(second);
		assertThat(served()).isNull();
		assertThat(accepts()).isFalse();
		leave(second);
		assertServed(third);
		assertThat(this.acceptors.busy()).isOne();
		assertThat(accepts()).isFalse();
		leave(third);
		assertThat(accepts()).isTrue();
		assertThat(this.acceptors.busy()).isZero();
	}

	@Test
	void withWaitOneThatLeftMeanwhileIsPassedOver() {
		listen(1, Overflow.WAIT, perAddress(1), ProxySettings.none());
		Accepted first = connect("192.0.2.9");
		assertServed(first);
		Accepted gone = connect();
		Accepted patient = connect("192.0.2.2");
		leave(gone);
		leave(first);
		assertServed(patient);
		assertThat(this.acceptors.busy()).isOne();
		assertWaits(connect());
	}

	@Test
	void moreAcceptorsServeThoseThatWait() {
		listen(1, Overflow.WAIT);
		assertServed(connect());
		Accepted second = connect();
		assertWaits(second);
		this.acceptors.resize(new AcceptorSettings(3, Overflow.WAIT, 1, 3, null));
		this.admission.resized(context());
		assertServed(second);
		assertThat(accepts()).isTrue();
	}

	@Test
	void nobodyIsServedWithoutAnAcceptorWhileAnotherThreadResizes() throws InterruptedException {
		listen(1, Overflow.WAIT);
		AtomicBoolean done = new AtomicBoolean();
		Thread operator = new Thread(() -> {
			for (int i = 0; !done.get(); i++) {
				this.acceptors.resize(new AcceptorSettings(1 + i % 2, Overflow.WAIT, 1, 3, null));
			}
		});
		operator.start();
		List<Accepted> open = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			open.add(connect());
			if (open.size() == 3) {
				leave(open.remove(0));
			}
			this.admission.resized(context());
			drainServed();
			assertThat(this.acceptors.busy()).isBetween(0, 2);
		}
		done.set(true);
		operator.join();
		open.forEach(this::leave);
		drainServed();
		assertThat(this.acceptors.busy()).isZero();
	}

	private void drainServed() {
		while (served() != null) {
			this.listening.runPendingTasks();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REFUSE", "INCREASE" })
	void whoFindsNoAcceptorAfterAPauseIsRefused(Overflow overflow) {
		listen(1, overflow);
		this.admission.pause();
		List<Accepted> early = Stream.generate(this::connect).limit(3).toList();
		this.admission.resume(context());
		int served = (overflow == Overflow.REFUSE) ? 1 : 2;
		early.subList(0, served).forEach(this::assertServed);
		assertThat(served()).isNull();
		assertThat(early.subList(served, 3)).noneMatch(Accepted::isOpen);
		assertThat(this.pool.counters().closed(CloseReason.NO_ACCEPTOR).sum()).isEqualTo(3 - served);
	}

	@Test
	void whileItIsPausedNothingIsServed() {
		listen(1, Overflow.REFUSE);
		this.admission.pause();
		assertThat(accepts()).isFalse();
		Accepted early = connect();
		assertWaits(early);
		this.admission.resized(context());
		assertWaits(early);
		assertThat(this.acceptors.busy()).isZero();
		this.admission.resume(context());
		assertServed(early);
		assertThat(accepts()).isTrue();
	}

	@Test
	void whoWaitsWhenThePortClosesIsClosed() {
		listen(1, Overflow.WAIT);
		Accepted served = connect();
		assertServed(served);
		Accepted waiting = connect();
		Inactive behind = new Inactive();
		this.listening.pipeline().addLast(behind);
		this.listening.close();
		assertThat(waiting.isOpen()).isFalse();
		assertThat(served.isOpen()).isTrue();
		assertThat(behind.told).isTrue();
		leave(served);
		assertThat(served()).isNull();
		assertThat(this.acceptors.busy()).isZero();
	}

	@Test
	void aDrainLearnsAtTheEndOfATurnThatNoneWaits() {
		listen(1, Overflow.WAIT);
		AtomicInteger turns = new AtomicInteger();
		this.listening.pipeline().fireChannelReadComplete();
		this.admission.drain(context(), turns::incrementAndGet);
		assertThat(turns).hasValue(0);
		for (int i = 0; i < MAX_ACCEPTS; i++) {
			this.listening.pipeline().fireChannelRead(register(accepted(new InetSocketAddress(CLIENT, 4711))));
		}
		// there may be more
		this.listening.pipeline().fireChannelReadComplete();
		assertThat(turns).hasValue(0);
		connect();
		assertThat(turns).hasValue(1);
		assertThat(this.acceptors.busy()).isEqualTo(MAX_ACCEPTS + 1);
	}

	@Test
	void aDrainOfAPausedPoolAcceptsNobody() {
		listen(1, Overflow.WAIT);
		this.admission.pause();
		AtomicInteger turns = new AtomicInteger();
		this.admission.drain(context(), turns::incrementAndGet);
		assertThat(accepts()).isFalse();
		assertWaits(connect());
		assertThat(turns).hasValue(0);
	}

	@Test
	void anAddressThatIsDeniedIsRefused() {
		listen(new LimitSettings(0, List.of(), List.of(CidrRange.of(CLIENT)), 0, 0, MessagesOverflow.PAUSE));
		assertRefused(connect(), CloseReason.DENIED_ADDRESS);
		assertThat(this.acceptors.busy()).isZero();
		assertServed(connect("192.0.2.2"));
	}

	@Test
	void anAddressHasSoManyConnectionsAtATime() {
		listen(perAddress(1));
		Accepted first = connect();
		assertServed(first);
		assertRefused(connect(), CloseReason.ADDRESS_LIMIT);
		assertServed(connect("192.0.2.2"));
		leave(first);
		assertServed(connect());
	}

	@Test
	void whoFindsNoAcceptorDoesNotCountForItsAddress() {
		listen(1, Overflow.REFUSE, perAddress(1), ProxySettings.none());
		Accepted other = connect("192.0.2.2");
		assertServed(other);
		assertRefused(connect(), CloseReason.NO_ACCEPTOR);
		leave(other);
		assertServed(connect());
	}

	/**
	 * With io_uring, a client that has reset its connection has no address.
	 */
	@ParameterizedTest
	@MethodSource
	void whoHasNoAddressIsRefusedWhereTheAddressMatters(LimitSettings limits, ProxySettings proxy,
			CapturedOutput output) {
		listen(10, Overflow.REFUSE, limits, proxy);
		assertRefused(connect(null), CloseReason.DENIED_ADDRESS);
		assertThat(this.acceptors.busy()).isZero();
		assertThat(output)
			.contains("refused a connection from a client that has disconnected: its address is not known");
	}

	static Stream<Arguments> whoHasNoAddressIsRefusedWhereTheAddressMatters() {
		List<CidrRange> range = List.of(CidrRange.of("192.0.2.0/24"));
		return Stream.of(
				Arguments.of(new LimitSettings(0, range, List.of(), 0, 0, MessagesOverflow.PAUSE),
						ProxySettings.none()),
				Arguments.of(new LimitSettings(0, List.of(), range, 0, 0, MessagesOverflow.PAUSE),
						ProxySettings.none()),
				Arguments.of(perAddress(1), ProxySettings.none()),
				Arguments.of(LimitSettings.none(), behindProxy(ProxyMode.OPTIONAL)),
				Arguments.of(LimitSettings.none(), behindProxy(ProxyMode.REQUIRED)));
	}

	@Test
	void whoHasNoAddressIsServedToItsEndWhereItDoesNotMatter() {
		listen(perSecond(10));
		Accepted gone = connect(null);
		assertServed(gone);
		assertServed(connect(null));
		leave(gone);
		assertThat(this.acceptors.busy()).isOne();
	}

	@ParameterizedTest
	@EnumSource(names = { "OPTIONAL", "REQUIRED" })
	void aProxyHasAsManyConnectionsAsItLikes(ProxyMode mode) {
		listen(10, Overflow.REFUSE, perAddress(1), behindProxy(mode));
		Accepted first = connect();
		assertServed(first);
		assertServed(connect());
		// whom it came for was told later, and is counted out there
		InetSocketAddress client = new InetSocketAddress(CLIENT, 0);
		assertThat(this.pool.addresses().enter(client.getAddress())).isNull();
		leave(first);
		assertThat(this.pool.addresses().enter(client.getAddress())).isEqualTo(CloseReason.ADDRESS_LIMIT);
	}

	@Test
	void whereAProxyIsRequiredOthersAreRefused() {
		listen(10, Overflow.REFUSE, LimitSettings.none(), behindProxy(ProxyMode.REQUIRED));
		assertRefused(connect("192.0.2.2"), CloseReason.DENIED_ADDRESS);
	}

	@Test
	void whereAProxyIsOptionalOthersAreServed() {
		listen(10, Overflow.REFUSE, LimitSettings.none(), behindProxy(ProxyMode.OPTIONAL));
		assertServed(connect("192.0.2.2"));
	}

	@Test
	void aboveTheRateAcceptingStopsUntilOneMoreMay() {
		listen(perSecond(1));
		assertServed(connect());
		assertThat(accepts()).isFalse();
		assertThat(this.pool.counters().of(Event.ACCEPTS_PAUSED).sum()).isOne();
		pass(999);
		assertThat(accepts()).isFalse();
		pass(1);
		assertThat(accepts()).isTrue();
	}

	@Test
	void thoseThatCameAllTheSameAreServedAndPauseItOnce() {
		listen(perSecond(1));
		assertServed(connect());
		assertServed(connect());
		assertThat(this.pool.counters().of(Event.ACCEPTS_PAUSED).sum()).isOne();
	}

	@Test
	void belowTheRateItGoesOn() {
		listen(perSecond(2));
		assertServed(connect());
		assertThat(accepts()).isTrue();
		assertThat(this.pool.counters().of(Event.ACCEPTS_PAUSED).sum()).isZero();
	}

	@Test
	void whenAcceptingFailsItStopsForAMoment(CapturedOutput output) {
		listen(1, Overflow.REFUSE);
		this.listening.pipeline().fireExceptionCaught(new IOException("Too many open files"));
		assertThat(accepts()).isFalse();
		assertThat(output)
			.contains("Pool 'default' could not accept a connection: java.io.IOException: Too many open files");
		pass(99);
		this.listening.pipeline().fireExceptionCaught(new IOException("Too many open files"));
		pass(1);
		assertThat(accepts()).isTrue();
		assertThat(this.listening.hasPendingTasks()).isFalse();
	}

	/**
	 * Is told that a channel is closed.
	 */
	private static final class Inactive extends ChannelInboundHandlerAdapter {

		private boolean told;

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			this.told = true;
		}

	}

	/**
	 * A connection from an address, whose socket is connected to nothing.
	 */
	private static final class Accepted extends NioSocketChannel {

		private final InetSocketAddress client;

		Accepted(Listening listening, InetSocketAddress client) throws IOException {
			super(listening, SocketChannel.open());
			this.client = client;
		}

		@Override
		protected SocketAddress remoteAddress0() {
			return this.client;
		}

	}

	/**
	 * A listening socket that is none.
	 */
	private static final class Listening extends EmbeddedChannel implements ServerSocketChannel {

		private ServerSocketChannelConfig config;

		@Override
		public ServerSocketChannelConfig config() {
			if (this.config == null) {
				try {
					this.config = new DefaultServerSocketChannelConfig(this, new ServerSocket());
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
			return this.config;
		}

		@Override
		public InetSocketAddress localAddress() {
			return null;
		}

		@Override
		public InetSocketAddress remoteAddress() {
			return null;
		}

	}

}
