package io.netpool.tcp.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RedisLink}.
 */
class RedisLinkTests {

	@SuppressWarnings("unchecked")
	private final StatefulRedisConnection<byte[], byte[]> commands = mock(StatefulRedisConnection.class);

	@SuppressWarnings("unchecked")
	private final StatefulRedisPubSubConnection<byte[], byte[]> inbox = mock(StatefulRedisPubSubConnection.class);

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	private RedisLink link() {
		RedisClient client = mock();
		given(client.connect(ByteArrayCodec.INSTANCE)).willReturn(this.commands);
		given(client.connectPubSub(ByteArrayCodec.INSTANCE)).willReturn(this.inbox);
		given(this.commands.isOpen()).willReturn(true);
		given(this.commands.closeAsync()).willReturn(this.closed);
		given(this.inbox.closeAsync()).willReturn(CompletableFuture.completedFuture(null));
		return RedisLink.open(client, Runnable::run);
	}

	@Test
	void aCommandThatIsQueuedWhileTheConnectionClosesFails() {
		RedisLink link = link();
		CompletionStage<Object> answer = link.call((redis) -> {
			link.close();
			return new CompletableFuture<>();
		});
		assertThat(answer).isNotDone();
		this.closed.complete(null);
		assertThat(answer).isCompletedExceptionally();
	}

	@Test
	void aClosedLinkRefusesCommands() {
		RedisLink link = link();
		assertThat(link.close()).isTrue();
		assertThat(link.close()).isFalse();
		assertThat(link.call((redis) -> new CompletableFuture<>())).isCompletedExceptionally();
	}

}
