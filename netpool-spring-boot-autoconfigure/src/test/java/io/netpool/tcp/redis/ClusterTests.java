package io.netpool.tcp.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.cluster.TcpCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * What two instances and a Redis do while all is well.
 */
class ClusterTests {

	private static final TcpDelivery ONE = new TcpDelivery(1, 0, 0, true);

	/**
	 * The machine may be busy.
	 */
	private static final String PATIENT = "netpool.cluster.timeout=20s";

	private static RedisServer redis;

	private ClusterInstance here;

	private ClusterInstance there;

	@BeforeAll
	static void startRedis(@TempDir Path directory) {
		redis = RedisServer.start(directory);
	}

	@AfterAll
	static void stopRedis() {
		if (redis != null) {
			redis.close();
		}
	}

	@BeforeEach
	void startInstances() {
		redis.cli("flushall");
		this.here = ClusterInstance.start(redis.port(), PATIENT);
		this.there = ClusterInstance.start(redis.port(), PATIENT);
		await()
			.until(() -> this.here.cluster().instances().size() == 2 && this.there.cluster().instances().size() == 2);
	}

	@AfterEach
	void stopInstances() {
		this.here.close();
		this.there.close();
	}

	private static TcpDelivery get(CompletionStage<TcpDelivery> sent) {
		return sent.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
	}

	private void awaitWhere(String name, ClusterInstance... instances) {
		await().until(
				() -> this.here.cluster().where("name", name).toCompletableFuture().join().size() == instances.length);
		List<String> ids = List.of(instances).stream().map((instance) -> instance.cluster().instance()).toList();
		assertThat(this.here.cluster().where("name", name).toCompletableFuture().join())
			.containsExactlyInAnyOrderElementsOf(ids);
	}

	@Test
	void aMessageReachesTheConnectionThatAnotherInstanceHasIdentified() {
		try (TestClient ann = this.there.connect()) {
			ann.ask("identify ann\n", "ok\n");
			awaitWhere("ann", this.there);
			assertThat(get(this.here.connections().identifiedBy("name", "ann").send("hello"))).isEqualTo(ONE);
			assertThat(ann.readLine()).isEqualTo("hello");
		}
		awaitWhere("ann");
		assertThat(get(this.here.connections().identifiedBy("name", "ann").send("hello"))).isEqualTo(TcpDelivery.NONE);
	}

	@Test
	void aMessageReachesTheConnectionWithAnId() {
		try (TestClient ann = this.there.connect()) {
			String id = ann.send("id\n").readLine();
			assertThat(id).startsWith(this.there.cluster().instance());
			assertThat(get(this.here.connections().connection(id).send("hello"))).isEqualTo(ONE);
			assertThat(ann.readLine()).isEqualTo("hello");
		}
	}

	@Test
	void aMessageToAllAndToAGroupReachesEveryInstance() {
		try (TestClient ann = this.here.connect(); TestClient bob = this.there.connect()) {
			ann.ask("join room\n", "ok\n");
			bob.ask("join room\n", "ok\n");
			TcpDelivery two = new TcpDelivery(2, 0, 0, true);
			assertThat(get(this.here.connections().broadcast("to all"))).isEqualTo(two);
			assertThat(ann.readLine()).isEqualTo("to all");
			assertThat(bob.readLine()).isEqualTo("to all");
			await().untilAsserted(
					() -> assertThat(get(this.here.connections().group("room").send("to the room"))).isEqualTo(two));
			assertThat(ann.readLine()).isEqualTo("to the room");
			assertThat(bob.readLine()).isEqualTo("to the room");
			assertThat(get(this.here.connections().local().group("room").send("here"))).isEqualTo(ONE);
			assertThat(ann.readLine()).isEqualTo("here");
		}
	}

	@Test
	void aClaimClosesTheConnectionOfTheOtherInstance() {
		try (TestClient first = this.here.connect(); TestClient second = this.there.connect()) {
			first.ask("claim ann\n", "ok\n");
			awaitWhere("ann", this.here);
			second.ask("claim ann\n", "ok\n");
			assertThat(first.isAtEnd()).isTrue();
			awaitWhere("ann", this.there);
			assertThat(get(this.here.connections().identifiedBy("name", "ann").send("hello"))).isEqualTo(ONE);
			assertThat(second.readLine()).isEqualTo("hello");
		}
	}

	@Test
	void theAnswerOfAConnectionElsewhereComesBack() throws Exception {
		try (TestClient device = this.there.connect()) {
			device.ask("identify device\n", "ok\n");
			awaitWhere("device", this.there);
			CompletionStage<String> answer = this.here.connections()
				.identifiedBy("name", "device")
				.exchange("do 17", String.class, Duration.ofSeconds(20));
			assertThat(device.readLine()).isEqualTo("do 17");
			device.send("done 17\n");
			assertThat(answer.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo("done 17");
		}
	}

	@Test
	void anExchangeWithAConnectionElsewhereFailsWithItsReason() {
		CompletionStage<String> none = this.here.connections()
			.identifiedBy("name", "nobody")
			.exchange("do 17", String.class);
		assertFails(none, TcpExchangeException.Reason.NO_CONNECTION);
		try (TestClient device = this.there.connect()) {
			device.ask("identify device\n", "ok\n");
			awaitWhere("device", this.there);
			assertFails(this.here.connections()
				.identifiedBy("name", "device")
				.exchange("do 17", String.class, Duration.ofMillis(100)), TcpExchangeException.Reason.TIMEOUT);
			Predicate<String> any = (text) -> true;
			assertFails(this.here.connections().identifiedBy("name", "device").exchange("x", String.class, any),
					TcpExchangeException.Reason.ELSEWHERE);
		}
	}

	private static void assertFails(CompletionStage<String> exchange, TcpExchangeException.Reason reason) {
		assertThat(exchange.toCompletableFuture()).failsWithin(20, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingRootCause()
			.isInstanceOfSatisfying(TcpExchangeException.class, (ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	@Test
	void aValueThatNotEveryInstanceReadsIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.here.connections().identifiedBy("name", new Object()).send("hello"))
			.withMessageContaining("java.lang.Object");
	}

	@Test
	void whatIsSentToOneConnectionArrivesInOrder() {
		try (TestClient ann = this.there.connect()) {
			ann.ask("identify ann\n", "ok\n");
			String id = ann.send("id\n").readLine();
			awaitWhere("ann", this.there);
			List<CompletionStage<TcpDelivery>> sent = new ArrayList<>();
			for (int i = 0; i < 200; i += 2) {
				sent.add(this.here.connections().identifiedBy("name", "ann").send("" + i));
				sent.add(this.here.connections().connection(id).send("" + (i + 1)));
			}
			assertThat(sent).allSatisfy((delivery) -> assertThat(get(delivery)).isEqualTo(ONE));
			for (int i = 0; i < 200; i++) {
				assertThat(ann.readLine()).isEqualTo("" + i);
			}
		}
	}

	@Test
	void anInstanceThatStopsIsNoLongerWaitedFor() {
		this.there.close();
		await().until(() -> this.here.cluster().instances().size() == 1);
		assertThat(this.here.cluster().state()).isEqualTo(TcpCluster.State.CONNECTED);
		assertThat(get(this.here.connections().broadcast("to all"))).isEqualTo(TcpDelivery.NONE);
	}

}
