package io.netpool.tcp.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.cluster.ClusterUnavailableException;
import io.netpool.tcp.cluster.TcpCluster.State;
import io.netpool.tcp.cluster.TcpClusterStatistics.DropReason;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a cluster does when Redis or an instance fails.
 */
class ClusterFailureTests {

	private static final String[] SETTINGS = { "netpool.cluster.lease=3s", "netpool.cluster.timeout=1s" };

	private static final TcpDelivery ONE = new TcpDelivery(1, 0, 0, true);

	private static final TcpDelivery REFUSED = new TcpDelivery(0, 0, 0, false);

	private static final TcpDelivery UNANSWERED = new TcpDelivery(0, 0, 1, false);

	@TempDir
	private Path directory;

	private RedisServer redis;

	private final List<AutoCloseable> opened = new ArrayList<>();

	@BeforeEach
	void startRedis() {
		this.redis = RedisServer.start(this.directory);
	}

	@AfterEach
	void closeAll() throws Exception {
		Collections.reverse(this.opened);
		for (AutoCloseable closeable : this.opened) {
			closeable.close();
		}
		this.redis.close();
	}

	private ClusterInstance start(String... settings) {
		return startAt(this.redis.port(), settings);
	}

	private ClusterInstance startAt(int port, String... settings) {
		List<String> all = new ArrayList<>(List.of(SETTINGS));
		all.addAll(List.of(settings));
		ClusterInstance instance = ClusterInstance.start(port, all.toArray(new String[0]));
		this.opened.add(instance);
		return instance;
	}

	private ClusterProcess startProcess() throws IOException {
		ClusterProcess process = new ClusterProcess(this.directory.resolve("process.log"), this.redis.port(), SETTINGS);
		this.opened.add(process);
		return process;
	}

	private TestClient open(TestClient client) {
		this.opened.add(client);
		return client;
	}

	private TestClient identified(ClusterInstance instance, String name) {
		TestClient client = open(instance.connect());
		client.ask("identify " + name + "\n", "ok\n");
		return client;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(30, TimeUnit.SECONDS);
	}

	private static void awaitMembers(int count, ClusterInstance... instances) {
		for (ClusterInstance instance : instances) {
			await().until(() -> instance.cluster().instances().size(), (size) -> size == count);
		}
	}

	private static void awaitState(State state, ClusterInstance... instances) {
		for (ClusterInstance instance : instances) {
			await().until(() -> instance.cluster().state(), (present) -> present == state);
		}
	}

	private static void awaitWhere(ClusterInstance asked, String name, String... ids) {
		await().ignoreExceptions()
			.untilAsserted(() -> assertThat(asked.cluster().where("name", name).toCompletableFuture().join())
				.containsExactlyInAnyOrder(ids));
	}

	private static CompletionStage<TcpDelivery> sending(ClusterInstance instance, String name, String message) {
		return instance.connections().identifiedBy("name", name).send(message);
	}

	private static TcpDelivery send(ClusterInstance instance, String name, String message) {
		return get(sending(instance, name, message));
	}

	private static TcpDelivery get(CompletionStage<TcpDelivery> sent) {
		return sent.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
	}

	/**
	 * An answer may be missing under load: it is sent until one is complete.
	 */
	private static void awaitDelivered(ClusterInstance from, String name, TestClient client, String message) {
		await().until(() -> send(from, name, message), ONE::equals);
		String line = client.readLine();
		assertThat(line).isEqualTo(message);
	}

	private static long dropped(ClusterInstance instance, DropReason reason) {
		return instance.cluster().statistics().dropped().get(reason);
	}

	@Test
	void whenRedisIsDownAtTheStartConnectionsAreServedAndOthersAreReachedLater() {
		this.redis.stop();
		ClusterInstance here = start();
		ClusterInstance there = start();
		assertThat(here.cluster().state()).isEqualTo(State.DISCONNECTED);
		TestClient ann = identified(there, "ann");
		TestClient bob = identified(here, "bob");
		assertThat(send(here, "ann", "refused")).isEqualTo(REFUSED);
		assertThat(send(here, "bob", "here")).isEqualTo(new TcpDelivery(1, 0, 0, false));
		assertThat(bob.readLine()).isEqualTo("here");
		assertThat(here.cluster().statistics().sent().get(SendOutcome.REFUSED)).isEqualTo(2);
		this.redis.start();
		awaitState(State.CONNECTED, here, there);
		awaitWhere(here, "ann", there.cluster().instance());
		awaitDelivered(here, "ann", ann, "later");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenRedisIsRequiredAndDownTheStartFailsWithAnAnalysis(CapturedOutput output) {
		this.redis.stop();
		assertThatExceptionOfType(ApplicationContextException.class)
			.isThrownBy(() -> start("netpool.cluster.required=true"))
			.withCauseInstanceOf(ClusterUnavailableException.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'netpool.cluster.required' is set")
			.contains("Start Redis, correct 'spring.data.redis.*'");
	}

	@Test
	void whenRedisComesBackEmptyLabelsAreEnteredAgainAndNothingOfTheOutageIsDelivered() {
		ClusterInstance here = start();
		ClusterInstance there = start();
		awaitMembers(2, here, there);
		TestClient ann = identified(there, "ann");
		awaitWhere(here, "ann", there.cluster().instance());
		this.redis.stop();
		awaitState(State.DISCONNECTED, here, there);
		assertThat(send(here, "ann", "in the outage")).isEqualTo(REFUSED);
		this.redis.start();
		awaitState(State.CONNECTED, here, there);
		awaitWhere(here, "ann", there.cluster().instance());
		awaitDelivered(here, "ann", ann, "after it");
		assertThat(here.cluster().statistics().reconnects()).isEqualTo(1);
	}

	@Test
	void whatIsUnderWayWhenRedisStopsAnsweringIsUnansweredAndNeverDelivered() {
		ClusterInstance here = start();
		ClusterInstance there = start();
		awaitMembers(2, here, there);
		TestClient ann = open(there.connect());
		String id = ann.send("id\n").readLine();
		this.redis.pause();
		try {
			assertThat(get(here.connections().connection(id).send("in the outage"))).isEqualTo(UNANSWERED);
			awaitState(State.DISCONNECTED, here, there);
			assertThat(get(here.connections().connection(id).send("refused"))).isEqualTo(REFUSED);
		}
		finally {
			this.redis.resume();
		}
		awaitState(State.CONNECTED, here, there);
		await().until(() -> get(here.connections().connection(id).send("after it")), ONE::equals);
		assertThat(ann.readLine()).isEqualTo("after it");
	}

	@Test
	void whenRedisIsFlushedLabelsAreEnteredAgainAndResultsStayRight() {
		ClusterInstance here = start();
		ClusterInstance there = start();
		awaitMembers(2, here, there);
		TestClient ann = identified(there, "ann");
		awaitWhere(here, "ann", there.cluster().instance());
		this.redis.cli("flushall");
		TcpDelivery sent = send(here, "ann", "after the flush");
		// until the loss is noticed, nobody seems to have the label
		assertThat(sent).isIn(ONE, TcpDelivery.NONE);
		if (sent.equals(ONE)) {
			assertThat(ann.readLine()).isEqualTo("after the flush");
		}
		awaitWhere(here, "ann", there.cluster().instance());
		awaitDelivered(here, "ann", ann, "again");
		assertThat(here.cluster().state()).isEqualTo(State.CONNECTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "normal", "pubsub" })
	void whenRedisClosesConnectionsTheyAreOpenedAgain(String type) {
		ClusterInstance here = start();
		ClusterInstance there = start();
		awaitMembers(2, here, there);
		TestClient ann = identified(there, "ann");
		awaitWhere(here, "ann", there.cluster().instance());
		this.redis.cli("client", "kill", "type", type);
		await().until(
				() -> here.cluster().statistics().reconnects() == 1 && there.cluster().statistics().reconnects() == 1);
		awaitDelivered(here, "ann", ann, "hello");
	}

	@Test
	void anInstanceThatIsCutOffIsServedAndWaitedForUntilItsLeaseEnds() {
		ClusterInstance here = start();
		CuttingProxy proxy = new CuttingProxy(this.redis.port());
		this.opened.add(proxy);
		ClusterInstance there = startAt(proxy.port());
		awaitMembers(2, here, there);
		TestClient ann = identified(there, "ann");
		awaitWhere(here, "ann", there.cluster().instance());
		proxy.cut();
		awaitState(State.DISCONNECTED, there);
		assertThat(send(here, "ann", "unanswered")).isEqualTo(UNANSWERED);
		assertThat(send(there, "ann", "alone")).isEqualTo(new TcpDelivery(1, 0, 0, false));
		assertThat(ann.readLine()).isEqualTo("alone");
		awaitMembers(1, here);
		assertThat(send(here, "ann", "gone")).isEqualTo(TcpDelivery.NONE);
		proxy.mend();
		awaitState(State.CONNECTED, there);
		awaitWhere(here, "ann", there.cluster().instance());
		awaitDelivered(here, "ann", ann, "back");
	}

	@Test
	void aClaimThatWasMadeWhileAnInstanceWasCutOffClosesItsConnection() {
		ClusterInstance here = start();
		CuttingProxy proxy = new CuttingProxy(this.redis.port());
		this.opened.add(proxy);
		ClusterInstance there = startAt(proxy.port());
		awaitMembers(2, here, there);
		TestClient first = open(there.connect());
		first.ask("claim ann\n", "ok\n");
		awaitWhere(here, "ann", there.cluster().instance());
		proxy.cut();
		awaitState(State.DISCONNECTED, there);
		TestClient second = open(here.connect());
		second.ask("claim ann\n", "ok\n");
		awaitWhere(here, "ann", here.cluster().instance());
		proxy.mend();
		assertThat(first.isAtEnd()).isTrue();
		await().until(() -> there.closed().contains(CloseReason.REPLACED));
		awaitState(State.CONNECTED, there);
		awaitWhere(there, "ann", here.cluster().instance());
		awaitDelivered(there, "ann", second, "hello");
	}

	@Test
	void aLabelThatIsLostWhileAnInstanceIsCutOffLeavesTheDirectory() {
		ClusterInstance here = start();
		CuttingProxy proxy = new CuttingProxy(this.redis.port());
		this.opened.add(proxy);
		ClusterInstance there = startAt(proxy.port());
		awaitMembers(2, here, there);
		TestClient ann = identified(there, "ann");
		awaitWhere(here, "ann", there.cluster().instance());
		proxy.cut();
		awaitState(State.DISCONNECTED, there);
		ann.close();
		await().until(() -> there.connections().count() == 0);
		proxy.mend();
		awaitState(State.CONNECTED, there);
		awaitWhere(here, "ann");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anEntryOfTheDirectoryThatIsWrongIsRemovedWhenItIsMet(boolean exchange) {
		ClusterInstance here = start();
		ClusterInstance there = start();
		awaitMembers(2, here, there);
		this.redis.cli("hset", "netpool:1:{test}:l:i:4:name:s:ann", there.cluster().instance(), "0");
		awaitWhere(here, "ann", there.cluster().instance());
		if (exchange) {
			assertThat(
					here.connections().identifiedBy("name", "ann").exchange("do 1", String.class).toCompletableFuture())
				.failsWithin(30, TimeUnit.SECONDS);
		}
		else {
			assertThat(send(here, "ann", "hello")).isEqualTo(TcpDelivery.NONE);
		}
		awaitWhere(here, "ann");
	}

	@Test
	void afterAnInstanceIsKilledTheNextMessageKnows() throws Exception {
		ClusterInstance here = start();
		ClusterProcess there = startProcess();
		awaitMembers(2, here);
		TestClient ann = open(there.connect());
		ann.ask("identify ann\n", "ok\n");
		awaitWhere(here, "ann", there.id());
		awaitDelivered(here, "ann", ann, "hello");
		there.kill();
		await().until(() -> this.redis.cli("publish", "netpool:1:{test}:in:" + there.id(), ""), "0"::equals);
		assertThat(send(here, "ann", "lost")).isEqualTo(UNANSWERED);
		awaitWhere(here, "ann");
		awaitMembers(1, here);
		assertThat(send(here, "ann", "gone")).isEqualTo(TcpDelivery.NONE);
	}

	@Test
	void anInstanceThatIsPausedDropsWhatItFindsLateAndEntersItsLabels() throws Exception {
		ClusterInstance here = start();
		ClusterProcess there = startProcess();
		awaitMembers(2, here);
		TestClient ann = open(there.connect());
		ann.ask("identify ann\n", "ok\n");
		String id = ann.send("id\n").readLine();
		awaitWhere(here, "ann", there.id());
		awaitDelivered(here, "ann", ann, "hello");
		there.pause();
		try {
			assertThat(send(here, "ann", "late")).isEqualTo(UNANSWERED);
			assertThat(get(here.connections().connection(id).send("late"))).isEqualTo(UNANSWERED);
			awaitMembers(1, here);
			assertThat(send(here, "ann", "gone")).isEqualTo(TcpDelivery.NONE);
			this.redis.cli("del", "netpool:1:{test}:l:i:4:name:s:ann");
		}
		finally {
			there.resume();
		}
		awaitMembers(2, here);
		awaitWhere(here, "ann", there.id());
		awaitDelivered(here, "ann", ann, "on time");
		assertThat(ann.send("late\n").readLine()).isEqualTo("2");
	}

	@Test
	void whatExceedsMaxPendingIsRefused() {
		ClusterInstance here = start("netpool.cluster.max-pending=10KB", "netpool.cluster.timeout=5s");
		ClusterInstance there = start();
		awaitMembers(2, here, there);
		TestClient ann = open(there.connect());
		String id = ann.send("id\n").readLine();
		String large = "x".repeat(7000);
		this.redis.pause();
		CompletionStage<TcpDelivery> first = here.connections().connection(id).send(large);
		CompletionStage<TcpDelivery> second = here.connections().connection(id).send(large);
		assertThat(get(second)).isEqualTo(REFUSED);
		this.redis.resume();
		assertThat(get(first).written()).isLessThanOrEqualTo(1);
		await().until(() -> here.cluster().statistics().pendingBytes() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "\u0002abcdefghijklmnopqrstuvwxyz", "\u0001\u0001abcdefghabcdefgh",
			"\u0001\u0063abcdefghabcdefgh", "\u0001\u0006abcdefghabcdefgh!!!!" })
	void whatIsNoMessageIsCountedAndBreaksNothing(String garbage) {
		ClusterInstance here = start();
		ClusterInstance there = start();
		awaitMembers(2, here, there);
		TestClient ann = identified(there, "ann");
		awaitWhere(here, "ann", there.cluster().instance());
		this.redis.cli("publish", "netpool:1:{test}:in:" + there.cluster().instance(), garbage);
		this.redis.cli("hset", "netpool:1:{test}:instances", "garbage1", garbage);
		await().until(() -> dropped(there, DropReason.UNKNOWN) == 1);
		awaitDelivered(here, "ann", ann, "hello");
		assertThat(there.cluster().state()).isEqualTo(State.CONNECTED);
		assertThat(there.cluster().statistics().reconnects()).isZero();
	}

	@Test
	void aSlowClientLosesMessagesAndHoldsUpNobody() {
		ClusterInstance here = start();
		ClusterInstance there = start("netpool.tcp.outbound.max-pending=64KB");
		awaitMembers(2, here, there);
		TestClient slow = identified(there, "slow");
		TestClient ann = identified(there, "ann");
		awaitWhere(here, "slow", there.cluster().instance());
		awaitWhere(here, "ann", there.cluster().instance());
		String large = "x".repeat(32_000);
		await().until(() -> send(here, "slow", large).lost(), (lost) -> lost == 1);
		awaitDelivered(here, "ann", ann, "hello");
		assertThat(slow.readLine()).isEqualTo(large);
	}

}
