package io.netpool.tcp;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.TcpReply.Several;

/**
 * Follows replies to their results, as a lane does, on the thread of a test.
 */
public final class SettledReply {

	private SettledReply() {
	}

	/**
	 * Follow a reply to its result.
	 * @throws Throwable what a step has thrown, or a stage was completed with
	 */
	public static Result of(TcpReply reply) throws Throwable {
		return of(reply, null);
	}

	/**
	 * Follow a reply to its result.
	 * @param sender what sends several replies
	 * @throws Throwable what a step has thrown, or a stage was completed with
	 */
	public static Result of(TcpReply reply, Sender sender) throws Throwable {
		TcpReply current = reply;
		while (!(current instanceof Result result)) {
			if (current instanceof Several several) {
				current = several.step().run(sender);
			}
			else {
				current = (current instanceof Later later) ? completed(later) : ((Next) current).step().run();
			}
		}
		return result;
	}

	/**
	 * Wait for the reply that a stage completes with.
	 * @throws Throwable what the stage was completed with
	 */
	public static TcpReply completed(Later later) throws Throwable {
		try {
			return later.stage().toCompletableFuture().get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

}
