package io.netpool.tcp;

import java.util.Objects;

import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Several;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;

/**
 * Surrounds the whole handling of one message, including what happens after the handler
 * has returned a reply that comes later. For use in a {@link TcpEndpointDecorator}, with
 * a new scope for each message:
 *
 * <pre class="code">
 * public TcpReply message(TcpConnection connection, Object message) throws Throwable {
 *     return new TimedMessage(this.timer).around(() -&gt; super.message(connection, message));
 * }
 * </pre>
 *
 * A message is handled in one or more steps: the call of the endpoint, and each
 * {@link TcpReply#next next} or {@link TcpReply#several sending} step. {@link #run} is
 * called for each of them, {@link #ended} once after the last one. A scope that replaces
 * the result overrides {@link #replied} and {@link #failed} instead. All methods are
 * called on the lane of the connection, one at a time.
 *
 * @since 0.1.0
 */
public interface TcpMessageScope {

	/**
	 * Runs one step of the handling.
	 * @param step step to run, exactly once
	 * @return the reply of the step
	 * @throws Throwable the failure of the step
	 */
	default TcpReply run(Step step) throws Throwable {
		return step.run();
	}

	/**
	 * Called when the handling of the message has ended, before its result is sent.
	 * @param failure failure of the message, also if an exception handler has dealt with
	 * it; {@code null} if the handling was successful
	 */
	default void ended(@Nullable Throwable failure) {
	}

	/**
	 * Called when the handling has ended with a result. By default, it calls
	 * {@link #ended}.
	 * @param result result of the message
	 * @return the reply to use instead, by default the result itself
	 * @throws Throwable any failure of the message
	 */
	default TcpReply replied(Result result) throws Throwable {
		ended(result.failure());
		return result;
	}

	/**
	 * Called when a step has thrown an exception, or a stage has completed exceptionally.
	 * By default, it calls {@link #ended} and throws the failure.
	 * @param failure failure of the message
	 * @return the reply to use instead
	 * @throws Throwable any failure of the message
	 */
	default TcpReply failed(Throwable failure) throws Throwable {
		ended(failure);
		throw failure;
	}

	/**
	 * Handles a message in this scope.
	 * @param first first step of the handling
	 * @return the reply, which continues in this scope if it is not a result
	 * @throws Throwable the failure of the message
	 */
	default TcpReply around(Step first) throws Throwable {
		TcpReply reply;
		try {
			reply = run(first);
		}
		catch (Throwable ex) {
			return failed(ex);
		}
		return follow(reply);
	}

	/**
	 * Handles a message in this scope from its second step on. For use on the lane, with
	 * the reply of a first step that has run outside of this scope.
	 * @param reply reply of the first step
	 * @return the reply, which continues in this scope if it is not a result
	 * @throws Throwable the failure of the message
	 */
	default TcpReply follow(TcpReply reply) throws Throwable {
		return (reply instanceof Result result) ? replied(result) : onLane(reply);
	}

	private TcpReply onLane(TcpReply reply) {
		if (reply instanceof Next next) {
			return TcpReply.next(() -> around(next.step()));
		}
		if (reply instanceof Several several) {
			return TcpReply.several((sender) -> around(() -> several.step().run(sender)));
		}
		return (reply instanceof Later later) ? later.handle(this::completed)
				: TcpReply.next(() -> replied((Result) reply));
	}

	private TcpReply completed(@Nullable TcpReply reply, @Nullable Throwable failure) {
		return (failure != null) ? TcpReply.next(() -> failed(failure)) : onLane(Objects.requireNonNull(reply));
	}

}
