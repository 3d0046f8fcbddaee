package io.netpool.tcp.server.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.interleaving.Steps;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;

/**
 * A lane and its outbound queue, between as little of a connection as they need. The
 * thread that creates it is the event loop. Each time that the lane becomes ready,
 * another thread runs it.
 * <p>
 * The event loop keeps to the order of steps of {@code FrameReader},
 * {@code ConnectionHandler} and {@code ConnectionLaneOwner}, which is what makes the lane
 * miss nothing.
 */
final class LaneModel implements LaneOwner, LaneScheduler, TcpEndpoint {

	private static final LaneRunListener NO_LISTENER = () -> {
	};

	/**
	 * Ends a run after each message.
	 */
	private static final LaneRunListener ONE_MESSAGE = new LaneRunListener() {

		@Override
		public void messageHandled() {
		}

		@Override
		public boolean goesOn() {
			return false;
		}

	};

	private final Function<Integer, TcpReply> handler;

	private final boolean events;

	private final OutboundQueue outbound;

	private final HandlerTimes times = new HandlerTimes();

	private final Lane lane;

	// event loop

	private final Queue<Integer> unread = new ArrayDeque<>();

	private final List<Integer> sent = new ArrayList<>();

	private final Object[] taken = new Object[4];

	private int received;

	private boolean closed;

	// lane, one thread at a time: each field would lose what a second one writes

	private boolean running;

	private int handled;

	private final List<String> told = new ArrayList<>();

	// any thread

	private volatile boolean paused;

	private volatile boolean finishing;

	private volatile boolean aborted;

	private volatile boolean attention;

	private int ends;

	/**
	 * Create a lane.
	 * @param capacity the number of messages that its queue holds
	 * @param maxPending the number of messages that may wait to be sent
	 * @param handler replies to the messages, which are numbers
	 */
	LaneModel(int capacity, int maxPending, boolean events, Function<Integer, TcpReply> handler) {
		this.handler = handler;
		this.events = events;
		this.outbound = outbound(maxPending);
		this.lane = new Lane(this, this, this, capacity);
	}

	/**
	 * Create a lane that a scheduler runs, and whose handler takes a while.
	 */
	LaneModel(LaneScheduler scheduler) {
		this.handler = LaneModel::echo;
		this.events = false;
		this.outbound = outbound(100);
		this.lane = new Lane(this, scheduler, this, 4);
	}

	private static OutboundQueue outbound(int messages) {
		return new OutboundQueue(new OutboundSettings(messages * (OutboundQueue.OVERHEAD + 1L), OutboundOverflow.WAIT));
	}

	/**
	 * Reply to a message with itself.
	 */
	static TcpReply echo(Integer message) {
		return TcpReply.of(message);
	}

	/**
	 * Reply to a message on a thread of its own.
	 */
	TcpReply later(TcpReply reply) {
		CompletableFuture<TcpReply> stage = new CompletableFuture<>();
		Steps.start(() -> stage.complete(reply));
		return TcpReply.later(stage);
	}

	void open() {
		this.lane.open();
	}

	/**
	 * Receive the next messages, in one read.
	 */
	void receive(int messages) {
		for (int i = 0; i < messages; i++) {
			this.unread.add(++this.received);
		}
		if (!this.paused) {
			decode();
		}
		this.lane.publish();
	}

	private void decode() {
		while (!this.unread.isEmpty() && makeSureOfRoom()) {
			this.lane.put(this.unread.remove());
		}
	}

	private boolean makeSureOfRoom() {
		if (!this.lane.isFull()) {
			return true;
		}
		this.lane.publish();
		this.paused = true;
		if (this.lane.isHalfEmpty()) {
			this.paused = false;
			return true;
		}
		return false;
	}

	/**
	 * The client has ended its stream: the connection closes when everything is handled
	 * and sent.
	 */
	void finish() {
		this.finishing = true;
		attend();
	}

	/**
	 * Another thread closes the connection now.
	 */
	void abortElsewhere() {
		Steps.start(() -> {
			this.lane.discard();
			this.outbound.close();
			this.aborted = true;
			requestAttention();
		});
	}

	/**
	 * The socket is closed.
	 */
	void lose() {
		this.closed = true;
		discardOutput();
		this.unread.clear();
		this.paused = false;
		this.lane.publish();
		this.lane.unstall();
		this.lane.close(CloseReason.CLIENT);
	}

	private void discardOutput() {
		this.outbound.close();
		int count;
		while ((count = this.outbound.take(this.taken, Integer.MAX_VALUE)) > 0) {
			this.outbound.written(count, bytes(count));
		}
	}

	private void flush() {
		int count = this.outbound.take(this.taken, 1);
		if (count == 0) {
			return;
		}
		this.sent.add((int) OutboundQueue.payload(this.taken[0])[0]);
		if (this.outbound.written(count, bytes(count))) {
			this.lane.unstall();
		}
		requestAttention();
	}

	private int bytes(int count) {
		int bytes = 0;
		for (int i = 0; i < count; i++) {
			bytes += OutboundQueue.payload(this.taken[i]).length;
		}
		return bytes;
	}

	private void attend() {
		if (this.closed) {
			return;
		}
		flush();
		if (this.paused && this.lane.isHalfEmpty()) {
			this.paused = false;
			decode();
		}
		this.lane.publish();
		boolean finished = this.finishing && this.lane.isIdle() && !this.paused && this.outbound.isEmpty();
		if (this.aborted || finished) {
			lose();
		}
	}

	/**
	 * Attend to the connection until its lane has ended, and wait for all threads.
	 */
	void end() {
		while (awaitAttention()) {
			attend();
		}
		Steps.awaitOthers();
	}

	private boolean awaitAttention() {
		Steps.await(() -> this.attention || this.ends > 0);
		this.attention = false;
		return this.ends == 0;
	}

	private static void fail(Throwable failure) {
		throw new AssertionError(failure);
	}

	/**
	 * Everything was handled in order, sent, and ended once.
	 */
	void assertAllHandled() {
		assertEnded();
		check(this.handled == this.received, "handled %d of %d", this.handled, this.received);
		check(this.sent.size() == this.received, "sent %s", this.sent);
	}

	/**
	 * Everything was handled, and the lane is open.
	 */
	void assertIdle() {
		check(this.handled == this.received, "handled %d of %d", this.handled, this.received);
		check(this.lane.isIdle(), "not idle");
	}

	/**
	 * What was handled was handled in order, and the end was told once and last.
	 */
	void assertEnded() {
		check(this.ends == 1, "ended %d times", this.ends);
		check(this.lane.isIdle(), "not idle");
		check(this.outbound.pending() == 0, "%d bytes pending", this.outbound.pending());
		for (int i = 0; i < this.sent.size(); i++) {
			check(this.sent.get(i) == i + 1, "sent %s", this.sent);
		}
		if (this.events) {
			check(this.told.equals(List.of("connected", "disconnected")), "told %s", this.told);
		}
	}

	private static void check(boolean holds, String message, Object... arguments) {
		if (!holds) {
			throw new AssertionError(String.format(message, arguments));
		}
	}

	@Override
	public void ready(Lane ready) {
		Steps.start(() -> run(ready));
	}

	private static void run(Lane ready) {
		boolean more = ready.run(ONE_MESSAGE);
		while (more) {
			more = ready.run(NO_LISTENER);
		}
	}

	@Override
	public void requestAttention(LaneOwner owner) {
		owner.requestAttention();
	}

	@Override
	public void requestAttention() {
		this.attention = true;
	}

	private void enter() {
		check(!this.running, "two at a time");
		this.running = true;
		Steps.step();
		check(this.ends == 0 && !this.told.contains("disconnected"), "called after the end");
	}

	private void leave() {
		this.running = false;
	}

	@Override
	public TcpReply connected(TcpConnection connection) {
		enter();
		this.told.add("connected");
		leave();
		return TcpReply.none();
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) {
		enter();
		check(message.equals(this.handled + 1), "%s handled after %d", message, this.handled);
		this.handled++;
		TcpReply reply = this.handler.apply((Integer) message);
		leave();
		return reply;
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) {
		enter();
		this.told.add("disconnected");
		leave();
	}

	@Override
	public MessageType messageType() {
		return MessageType.BYTES;
	}

	@Override
	public boolean handlesConnectionEvents() {
		return this.events;
	}

	@Override
	public TcpConnection connection() {
		return null;
	}

	@Override
	public boolean isOutboundFull() {
		return this.outbound.isFull();
	}

	@Override
	public boolean hasPendingReplies() {
		return this.outbound.pending() > 0;
	}

	@Override
	public void reply(Object reply) {
		this.outbound.reply(new byte[] { ((Integer) reply).byteValue() });
	}

	@Override
	public Sender replies() {
		throw new UnsupportedOperationException("Each message has one reply");
	}

	@Override
	public void messageHandled() {
	}

	@Override
	public void messageFailed(Throwable failure) {
		fail(failure);
	}

	@Override
	public void failureHandled() {
	}

	@Override
	public void connectFailed(Throwable failure) {
		fail(failure);
	}

	@Override
	public void closeAfterReply(TcpCloseException close) {
		fail(close);
	}

	@Override
	public void disconnectFailed(Throwable failure) {
		fail(failure);
	}

	@Override
	public void laneFailed(Throwable failure) {
		fail(failure);
	}

	@Override
	public void laneRan() {
		if (hasPendingReplies() || this.paused || this.finishing) {
			requestAttention();
		}
	}

	@Override
	public void laneClosed() {
		this.ends++;
	}

	@Override
	public HandlerTimes handlerTimes() {
		return this.times;
	}

}
