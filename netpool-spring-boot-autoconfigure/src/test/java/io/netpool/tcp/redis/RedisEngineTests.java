package io.netpool.tcp.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.netpool.tcp.cluster.ClusterEngine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RedisEngine}.
 */
@Timeout(60)
class RedisEngineTests {

	@SuppressWarnings("unchecked")
	private final StatefulRedisConnection<byte[], byte[]> commands = mock(StatefulRedisConnection.class);

	@SuppressWarnings("unchecked")
	private final StatefulRedisPubSubConnection<byte[], byte[]> inbox = mock(StatefulRedisPubSubConnection.class);

	@Test
	void aConnectionThatIsOpenedAfterTheEndIsClosed() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		RedisClient client = mock();
		given(client.connect(ByteArrayCodec.INSTANCE)).willAnswer((invocation) -> {
			asked.countDown();
			answer.await();
			return this.commands;
		});
		given(client.connectPubSub(ByteArrayCodec.INSTANCE)).willReturn(this.inbox);
		given(this.commands.closeAsync()).willReturn(CompletableFuture.completedFuture(null));
		given(this.inbox.closeAsync()).willReturn(CompletableFuture.completedFuture(null));
		LettuceConnectionFactory factory = mock();
		given(factory.getRequiredNativeClient()).willReturn(client);
		RedisEngine engine = new RedisEngine(factory, "test", "self", Runnable::run);
		Thread connector = new Thread(() -> connect(engine));
		connector.start();
		asked.await();
		connector.interrupt();
		connector.join();
		engine.close();
		answer.countDown();
		Awaitility.await().untilAsserted(() -> {
			then(this.commands).should().closeAsync();
			then(this.inbox).should().closeAsync();
		});
	}

	private static void connect(RedisEngine engine) {
		try {
			engine.connect(mock(ClusterEngine.Listener.class));
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessage("Interrupted while waiting for Redis");
		}
	}

}
