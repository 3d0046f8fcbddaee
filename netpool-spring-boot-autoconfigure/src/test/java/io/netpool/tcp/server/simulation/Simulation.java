package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.handler.TcpHandlerMethods;
import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.EngineView;
import io.netpool.tcp.server.NettyAcceptorPool;
import io.netpool.tcp.server.PoolListener;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * One pool and its clients, from start to stop, as a seed plays them. Everything of
 * netpool is real: pool, connections, lanes, framing, handler methods. Simulated are the
 * sockets, the threads and the clock.
 */
final class Simulation {

	private static final int REST_MILLIS = 3000;

	/**
	 * A connection that becomes too old may wait twice for its reply timeout.
	 */
	private static final int DEVICE_REST_MILLIS = 6000;

	/**
	 * Pattern of violations that are known, to find others.
	 */
	private static final @Nullable String IGNORED = System.getProperty("simulation.ignore");

	private static @Nullable Simulation current;

	private final Scheduler scheduler;

	private final Random random;

	/**
	 * What is up to chance in the engine itself.
	 */
	private final Random chance;

	private final Plan plan;

	private final Network network = new Network();

	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);

	private final ConnectionDirectory directory = new ConnectionDirectory();

	private final ClaimContract claims = new ClaimContract(this, this.directory);

	private final List<SimulatedClient> clients = new ArrayList<>();

	private final Map<String, Integer> sent = new HashMap<>();

	private final List<CompletionStage<TcpDelivery>> groupResults = new ArrayList<>();

	private final Contract contract = new Contract(this);

	private final Operator operator;

	private final List<String> violations = new ArrayList<>();

	private Simulation(Plan.Kind kind, long seed) {
		current = this;
		this.random = new Random(seed);
		this.chance = new Random(seed);
		this.plan = Plan.draw(this.random, kind == Plan.Kind.DEVICES);
		this.scheduler = new Scheduler(this.random);
		for (int number = 0; number < this.plan.clients(); number++) {
			this.clients.add(new SimulatedClient(this, number));
		}
		WriteBufferWaterMark waterMark = new WriteBufferWaterMark(this.plan.waterMark() / 2, this.plan.waterMark());
		TcpEndpoint endpoint = endpoint();
		this.operator = new Operator(this,
				new NettyAcceptorPool(this.plan.settings(), () -> endpoint, this.directory, PoolListener.NONE,
						(pool, bootstrap) -> bootstrap.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark)));
		this.scheduler.onTurn(this.operator::lookAtAcceptors);
	}

	private static TcpEndpoint endpoint() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("handlers", new SimulatedHandlers());
		return TcpHandlerMethods.find(beans).endpoint("default", HandlerOptions.defaults());
	}

	/**
	 * Plays a seed.
	 */
	static Outcome play(Plan.Kind kind, long seed) {
		Simulation simulation = new Simulation(kind, seed);
		simulation.scheduler.trace(simulation.plan.toString());
		simulation.play();
		List<String> left = simulation.scheduler.end();
		if (simulation.violations.isEmpty() && !left.isEmpty()) {
			simulation.violations.add("Threads have not ended: " + left);
		}
		simulation.scheduler.trace(simulation.violations.toString());
		String violation = simulation.violations.isEmpty() ? null : simulation.violations.get(0);
		return new Outcome(violation, simulation.scheduler.traced());
	}

	static Simulation current() {
		return Objects.requireNonNull(current);
	}

	private void play() {
		this.operator.start();
		this.clients.forEach(SimulatedClient::start);
		run(() -> !this.operator.isBusy());
		this.operator.work();
		for (int i = 0; i < this.plan.senders(); i++) {
			this.scheduler.start("sender-" + i, new Sender(this, "s" + i)::run);
		}
		DevicePlan devices = this.plan.devices();
		for (int i = 0; devices != null && i < devices.askers(); i++) {
			this.scheduler.start("asker-" + i, new Asker(this)::run);
		}
		boolean early = this.plan.ending() != Plan.Ending.DRAIN;
		run(early ? this.random.nextInt(60) : 80);
		if (!early) {
			rest();
		}
		if (this.plan.ending() != Plan.Ending.STOP) {
			drain();
		}
		stop();
	}

	/**
	 * Lets everything come to rest, with clients that read.
	 */
	private void rest() {
		this.clients.forEach(SimulatedClient::readEverything);
		int before;
		do {
			before = progress();
			run((this.plan.devices() == null) ? REST_MILLIS : DEVICE_REST_MILLIS);
		}
		while (isGoingOn() && progress() > before);
		if (this.plan.devices() != null) {
			// the answer to a heartbeat may have just been received
			run(() -> conversations().noneMatch(Conversation::isHandlingHeartbeat));
		}
		if (isGoingOn()) {
			this.clients.forEach(this.contract::checkAtRest);
			this.claims.checkAtRest();
		}
	}

	/**
	 * Returns a number that grows as long as more happens than heartbeats.
	 */
	private int progress() {
		return (this.plan.devices() == null) ? this.scheduler.traced().length()
				: conversations().mapToInt(Conversation::progress).sum();
	}

	private void drain() {
		if (!isGoingOn()) {
			return;
		}
		run(() -> !this.operator.isBusy());
		this.operator.drain();
		this.clients.forEach(SimulatedClient::readEverything);
		run(10_000);
		// several messages of one client may each have to wait for their reply timeout
		for (int more = 0; more < 5 && isGoingOn() && !this.operator.isDrained(); more++) {
			run(10_000);
		}
		if (isGoingOn() && !this.operator.isDrained()) {
			violation("The drain has not ended; acceptors: " + this.operator.acceptors());
		}
		if (isGoingOn()) {
			checkNothingIsLeft();
		}
		if (isGoingOn() && this.network.hasTimers()) {
			violation("An event loop has timers, and no connection");
		}
	}

	private void stop() {
		if (!isGoingOn()) {
			return;
		}
		run(() -> !this.operator.isBusy());
		this.operator.stop();
		this.clients.forEach(SimulatedClient::readEverything);
		run(20_000);
		if (isGoingOn() && this.operator.isBusy()) {
			violation("The stop has not ended");
		}
		boolean drained = this.plan.ending() != Plan.Ending.STOP;
		if (isGoingOn()) {
			this.clients.forEach((client) -> this.contract.checkEnded(client, drained));
			this.claims.checkAtRest();
			checkStatistics();
			checkNothingIsLeft();
		}
		if (isGoingOn()) {
			checkMemory();
		}
	}

	private void checkNothingIsLeft() {
		if (this.operator.acceptors().busy() != 0) {
			violation("Acceptors have not come back: " + this.operator.acceptors());
		}
		if (this.directory.count() != 0 || EngineView.keys(this.directory) != 0) {
			violation("The directory has " + this.directory.count() + " connections and "
					+ EngineView.keys(this.directory) + " keys");
		}
		if (!this.groupResults.stream().allMatch((result) -> result.toCompletableFuture().isDone())) {
			violation("The sender to a group has never got a result");
		}
	}

	private void checkStatistics() {
		TcpPoolStatistics.Exchanges exchanges = this.operator.exchanges();
		int opened = conversations().mapToInt((conversation) -> conversation.exchanges().opened()).sum();
		long ended = 0;
		long off = 0;
		for (ExchangeOutcome outcome : ExchangeOutcome.values()) {
			long count = exchanges.ended(outcome).count();
			ended += count;
			off += Math.abs(
					count - conversations().mapToLong((conversation) -> conversation.exchanges().ended(outcome)).sum());
		}
		long cancelled = conversations()
			.mapToLong((conversation) -> conversation.exchanges().ended(ExchangeOutcome.CANCELLED))
			.sum();
		// one that is cancelled while it ends may be counted either way
		if (exchanges.open() != 0 || ended != opened || off > 2 * cancelled) {
			violation("Of " + opened + " exchanges, the statistics are " + exchanges);
		}
	}

	private Stream<Conversation> conversations() {
		return this.clients.stream().map(SimulatedClient::conversation);
	}

	private void checkMemory() {
		long used = this.allocator.metric().usedHeapMemory() + this.allocator.metric().usedDirectMemory();
		if (used != 0) {
			violation(used + " bytes of buffers were not released");
		}
	}

	private void run(long millis) {
		if (isGoingOn()) {
			this.scheduler.run(TimeUnit.MILLISECONDS.toNanos(millis));
			Throwable failure = this.scheduler.failure();
			if (failure != null) {
				violation("A thread has failed: " + failure + " at " + failure.getStackTrace()[0]);
			}
			if (this.scheduler.isExhausted()) {
				violation("The simulation does not come to rest");
			}
		}
	}

	private void run(BooleanSupplier until) {
		for (int tries = 0; tries < 1000 && isGoingOn() && !until.getAsBoolean(); tries++) {
			run(1);
		}
	}

	private boolean isGoingOn() {
		return this.violations.isEmpty();
	}

	void violation(String what) {
		if (IGNORED != null && what.matches(IGNORED)) {
			return;
		}
		this.scheduler.trace("VIOLATION: " + what);
		this.violations.add(what);
		this.scheduler.stop();
	}

	void trace(String what) {
		this.scheduler.trace(what);
	}

	Plan plan() {
		return this.plan;
	}

	Network network() {
		return this.network;
	}

	Operator operator() {
		return this.operator;
	}

	UnpooledByteBufAllocator allocator() {
		return this.allocator;
	}

	Conversation conversation(int number) {
		return this.clients.get(number).conversation();
	}

	SimulatedClient client(int number) {
		return this.clients.get(number);
	}

	int clients() {
		return this.clients.size();
	}

	ClaimContract claims() {
		return this.claims;
	}

	Random chance() {
		return this.chance;
	}

	Contract contract() {
		return this.contract;
	}

	String nextPush(String sender) {
		return "p" + sender + "." + this.sent.merge(sender, 1, Integer::sum);
	}

	void sendToGroup(String sender) {
		String text = nextPush(sender);
		trace("sends " + text + " to the group");
		this.groupResults.add(((TcpConnections) this.directory).group("group").send(text));
	}

	/**
	 * What became of a seed.
	 *
	 * @param violation the first promise that was broken, {@code null} if none was
	 * @param trace everything that happened
	 */
	record Outcome(@Nullable String violation, String trace) {

	}

}
