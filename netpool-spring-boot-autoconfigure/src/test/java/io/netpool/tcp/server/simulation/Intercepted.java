package io.netpool.tcp.server.simulation;

import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.netpool.tcp.server.transport.SocketTransport;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of the engine call in a simulation, in place of the methods of these
 * names. Public for the engine's packages.
 */
public final class Intercepted {

	private Intercepted() {
	}

	public static void point() {
		Scheduler.point();
	}

	public static void enterMonitor() {
		if (isSimulated()) {
			Scheduler.current().self().enterMonitor();
		}
	}

	public static void exitMonitor() {
		if (isSimulated()) {
			Scheduler.current().self().exitMonitor();
		}
	}

	private static boolean isSimulated() {
		return Scheduler.isRunning() && Scheduler.current().isCurrent();
	}

	public static long nanoTime() {
		return Scheduler.isRunning() ? Scheduler.current().nanoTime() : 0;
	}

	public static long currentTimeMillis() {
		return TimeUnit.NANOSECONDS.toMillis(nanoTime());
	}

	public static long nextNumber() {
		return Simulation.current().network().nextNumber();
	}

	public static long nextLong(ThreadLocalRandom random, long bound) {
		return nextLong(random, 0, bound);
	}

	public static long nextLong(ThreadLocalRandom random, long origin, long bound) {
		return Simulation.current().chance().longs(1, origin, bound).sum();
	}

	public static Class<? extends ServerSocketChannel> channelType(SocketTransport transport) {
		return SimulatedServerSocket.class;
	}

	/**
	 * A set whose order does not depend on hash codes, which differ from run to run.
	 */
	public static <T> Set<T> newKeySet() {
		return new CopyOnWriteArraySet<>();
	}

	public static void interrupt(Thread thread) {
		SimulatedThread interrupted = Scheduler.current().find(thread);
		if (interrupted != null) {
			interrupted.interrupt();
		}
	}

	public static boolean interrupted() {
		return isSimulated() && Scheduler.current().self().clearInterrupt();
	}

	public static Thread.State getState(Thread thread) {
		SimulatedThread simulated = Scheduler.current().find(thread);
		return (simulated != null && simulated.isWaiting()) ? Thread.State.WAITING : Thread.State.RUNNABLE;
	}

	/**
	 * The clock of a processor is not simulated.
	 */
	public static long getThreadCpuTime(ThreadMXBean threads, long id) {
		return -1;
	}

	public static void park(Object blocker) {
		Scheduler.current().self().park(Long.MAX_VALUE);
	}

	public static void parkNanos(Object blocker, long nanos) {
		Scheduler.current().self().park(nanos);
	}

	public static void unpark(@Nullable Thread thread) {
		SimulatedThread parked = (thread != null) ? Scheduler.current().find(thread) : null;
		if (parked != null) {
			parked.unpark();
		}
	}

	public static Object get(CompletableFuture<?> future) throws InterruptedException, ExecutionException {
		awaitInterruptibly(future::isDone, Long.MAX_VALUE);
		return future.get();
	}

	public static Object get(CompletableFuture<?> future, long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		if (!awaitInterruptibly(future::isDone, unit.toNanos(timeout))) {
			throw new TimeoutException();
		}
		return future.get();
	}

	public static boolean await(ChannelFuture future, long millis) throws InterruptedException {
		return await(future, millis, TimeUnit.MILLISECONDS);
	}

	public static boolean await(ChannelFuture future, long timeout, TimeUnit unit) throws InterruptedException {
		return awaitInterruptibly(future::isDone, unit.toNanos(timeout));
	}

	public static boolean await(Future<?> future, long millis) throws InterruptedException {
		return await(future, millis, TimeUnit.MILLISECONDS);
	}

	public static boolean await(Future<?> future, long timeout, TimeUnit unit) throws InterruptedException {
		return awaitInterruptibly(future::isDone, unit.toNanos(timeout));
	}

	public static ChannelFuture awaitUninterruptibly(ChannelFuture future) {
		Scheduler.current().await(future::isDone, Long.MAX_VALUE);
		return future;
	}

	public static Future<?> awaitUninterruptibly(Future<?> future) {
		Scheduler.current().await(future::isDone, Long.MAX_VALUE);
		return future;
	}

	public static boolean awaitUninterruptibly(Future<?> future, long millis) {
		return awaitUninterruptibly(future, millis, TimeUnit.MILLISECONDS);
	}

	public static boolean awaitUninterruptibly(Future<?> future, long timeout, TimeUnit unit) {
		return Scheduler.current().await(future::isDone, unit.toNanos(timeout));
	}

	public static Future<?> syncUninterruptibly(Future<?> future) {
		return awaitUninterruptibly(future).syncUninterruptibly();
	}

	private static boolean awaitInterruptibly(BooleanSupplier condition, long nanos) throws InterruptedException {
		SimulatedThread self = Scheduler.current().self();
		Scheduler.current().await(() -> condition.getAsBoolean() || self.isInterrupted(), nanos);
		if (self.clearInterrupt()) {
			throw new InterruptedException();
		}
		return condition.getAsBoolean();
	}

}
