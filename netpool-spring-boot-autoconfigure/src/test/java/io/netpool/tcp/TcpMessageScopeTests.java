package io.netpool.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class TcpMessageScopeTests {

	private static final IllegalStateException FAILURE = new IllegalStateException("on purpose");

	private final List<Object> events = new ArrayList<>();

	private final TcpMessageScope scope = new Recorder();

	private final CompletableFuture<TcpReply> stage = new CompletableFuture<>();

	@Test
	void aMessageOfOneStepIsSurroundedAndEnded() throws Throwable {
		assertThat(this.scope.around(() -> reply("hi"))).isEqualTo(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("open", "step", "close", "ended");
	}

	@Test
	void aStepThatThrowsEndsTheMessageWithItsFailure() {
		assertThat(catchThrowable(() -> this.scope.around(this::fail))).isSameAs(FAILURE);
		assertThat(this.events).containsExactly("open", "step", "close", FAILURE);
	}

	@Test
	void aFailureThatIsDealtWithEndsTheMessageToo() throws Throwable {
		TcpReply reply = TcpReply.failure(FAILURE, "sorry");
		assertThat(this.scope.around(() -> reply)).isSameAs(reply);
		assertThat(this.events).containsExactly("open", "close", FAILURE);
	}

	@Test
	void theNextStepIsSurroundedWhenItIsRun() throws Throwable {
		TcpReply reply = this.scope.around(() -> TcpReply.next(() -> reply("hi")));
		assertThat(this.events).containsExactly("open", "close");
		assertThat(SettledReply.of(reply)).isEqualTo(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("open", "close", "open", "step", "close", "ended");
	}

	@Test
	void aNextStepThatThrowsEndsTheMessageWithItsFailure() throws Throwable {
		TcpReply reply = this.scope.around(() -> TcpReply.next(this::fail));
		assertThat(catchThrowable(() -> SettledReply.of(reply))).isSameAs(FAILURE);
		assertThat(this.events).endsWith("step", "close", FAILURE);
	}

	@Test
	void aLateResultEndsTheMessageOnTheLaneAndNotWhereItIsCompleted() throws Throwable {
		Later reply = (Later) this.scope.around(() -> TcpReply.later(this.stage));
		this.stage.complete(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("open", "close");
		assertThat(reply.now()).isInstanceOf(Next.class);
		assertThat(SettledReply.of(reply)).isEqualTo(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("open", "close", "ended");
	}

	@Test
	void aLateFailureEndsTheMessageOnTheLaneAsItWasThrown() throws Throwable {
		Later reply = (Later) this.scope.around(() -> TcpReply.later(this.stage.thenApply((same) -> same)));
		this.stage.completeExceptionally(FAILURE);
		assertThat(this.events).containsExactly("open", "close");
		assertThat(reply.now()).isInstanceOf(Next.class);
		assertThat(catchThrowable(() -> SettledReply.of(reply))).isSameAs(FAILURE);
		assertThat(this.events).containsExactly("open", "close", FAILURE);
	}

	@Test
	void aStepThatAStageCompletesWithIsSurrounded() throws Throwable {
		TcpReply reply = this.scope.around(() -> TcpReply.later(this.stage));
		this.stage.complete(TcpReply.next(() -> reply("hi")));
		assertThat(this.events).containsExactly("open", "close");
		assertThat(SettledReply.of(reply)).isEqualTo(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("open", "close", "open", "step", "close", "ended");
	}

	@Test
	void aStageThatCompletesWithAnotherStageIsFollowed() throws Throwable {
		TcpReply reply = this.scope.around(() -> TcpReply.later(this.stage));
		this.stage.complete(TcpReply.later(CompletableFuture.completedFuture(TcpReply.next(() -> reply("hi")))));
		assertThat(SettledReply.of(reply)).isEqualTo(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("open", "close", "open", "step", "close", "ended");
	}

	@Test
	void aStageThatCompletesWithNullEndsTheMessageWithAFailure() throws Throwable {
		TcpReply reply = this.scope.around(() -> TcpReply.later(this.stage));
		this.stage.complete(null);
		Throwable failure = catchThrowable(() -> SettledReply.of(reply));
		assertThat(failure).isInstanceOf(NullPointerException.class);
		assertThat(this.events).endsWith(failure);
	}

	@Test
	void aReplyIsFollowedFromItsSecondStepOn() throws Throwable {
		assertThat(this.scope.follow(TcpReply.of("hi"))).isEqualTo(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("ended");
		this.events.clear();
		assertThat(SettledReply.of(this.scope.follow(TcpReply.next(() -> reply("ho"))))).isEqualTo(TcpReply.of("ho"));
		assertThat(this.events).containsExactly("open", "step", "close", "ended");
	}

	@Test
	void aScopeMayReplaceResultsAndFailures() throws Throwable {
		TcpMessageScope replacing = new TcpMessageScope() {

			@Override
			public TcpReply replied(Result result) {
				return TcpReply.of(result.message() + "!");
			}

			@Override
			public TcpReply failed(Throwable failure) {
				return TcpReply.failure(failure, "sorry");
			}

		};
		assertThat(replacing.around(() -> reply("hi"))).isEqualTo(TcpReply.of("hi!"));
		assertThat(replacing.around(this::fail)).isEqualTo(TcpReply.failure(FAILURE, "sorry"));
		TcpReply late = replacing.around(() -> TcpReply.later(this.stage));
		this.stage.completeExceptionally(FAILURE);
		assertThat(SettledReply.of(late)).isEqualTo(TcpReply.failure(FAILURE, "sorry"));
	}

	@Test
	void scopesMayBeNested() throws Throwable {
		TcpReply reply = this.scope.around(() -> new Recorder().around(() -> TcpReply.next(() -> reply("hi"))));
		this.events.clear();
		assertThat(SettledReply.of(reply)).isEqualTo(TcpReply.of("hi"));
		assertThat(this.events).containsExactly("open", "open", "step", "close", "ended", "close", "ended");
	}

	private TcpReply reply(String message) {
		this.events.add("step");
		return TcpReply.of(message);
	}

	private TcpReply fail() {
		this.events.add("step");
		throw FAILURE;
	}

	private final class Recorder implements TcpMessageScope {

		@Override
		public TcpReply run(Step step) throws Throwable {
			TcpMessageScopeTests.this.events.add("open");
			try {
				return step.run();
			}
			finally {
				TcpMessageScopeTests.this.events.add("close");
			}
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			TcpMessageScopeTests.this.events.add((failure != null) ? failure : "ended");
		}

	}

}
