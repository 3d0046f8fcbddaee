package io.netpool.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpReply.Later;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TcpReplyTests {

	private static final IllegalStateException FAILURE = new IllegalStateException("on purpose");

	private final CompletableFuture<TcpReply> stage = new CompletableFuture<>();

	private final List<Object> completions = new ArrayList<>();

	@Test
	void noReplyHasNeitherMessageNorFailure() {
		assertThat(TcpReply.none().message()).isNull();
		assertThat(TcpReply.none().failure()).isNull();
	}

	@Test
	void noMessageIsNoReply() {
		assertThat(TcpReply.of(null)).isSameAs(TcpReply.none());
		assertThat(TcpReply.of("hi").message()).isEqualTo("hi");
	}

	@Test
	void aFailureThatIsDealtWithMayHaveAMessage() {
		assertThat(TcpReply.failure(FAILURE, null).message()).isNull();
		assertThat(TcpReply.failure(FAILURE, "sorry").message()).isEqualTo("sorry");
		assertThat(TcpReply.failure(FAILURE, "sorry").failure()).isSameAs(FAILURE);
	}

	@Test
	void aLateReplyIsThereOnceItsStageHasCompletedWithIt() {
		Later later = TcpReply.later(this.stage);
		assertThat(later.now()).isNull();
		this.stage.complete(TcpReply.of("hi"));
		assertThat(later.now()).isEqualTo(TcpReply.of("hi"));
	}

	@Test
	void aStageThatHasFailedHasNoReply() {
		assertThat(TcpReply.later(CompletableFuture.failedFuture(FAILURE)).now()).isNull();
	}

	@Test
	void theActionReceivesTheReply() {
		TcpReply.later(this.stage).whenComplete(this::completed);
		assertThat(this.completions).isEmpty();
		this.stage.complete(TcpReply.of("hi"));
		assertThat(this.completions).containsExactly(TcpReply.of("hi"));
	}

	@Test
	void theActionReceivesTheFailureAsItWasThrown() {
		TcpReply.later(this.stage.thenApply((reply) -> reply)).whenComplete(this::completed);
		this.stage.completeExceptionally(FAILURE);
		assertThat(this.completions).containsExactly(FAILURE);
	}

	@Test
	void aStageThatCompletesWithNullHasFailed() {
		this.stage.complete(null);
		TcpReply.later(this.stage).whenComplete(this::completed);
		assertThat(this.completions).singleElement().isInstanceOf(NullPointerException.class);
	}

	private void completed(TcpReply reply, Throwable failure) {
		assertThat(reply == null).isNotEqualTo(failure == null);
		this.completions.add((reply != null) ? reply : failure);
	}

}
