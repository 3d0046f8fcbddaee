package io.netpool.sample.chat;

import java.util.concurrent.TimeUnit;

import io.netpool.sample.cluster.RedisServer;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two instances of the sample with the profile {@code cluster}.
 */
class ClusterProfileTests {

	private RedisServer redis;

	private ConfigurableApplicationContext one;

	private ConfigurableApplicationContext two;

	@BeforeEach
	void start() throws Exception {
		this.redis = new RedisServer();
		this.one = instance();
		this.two = instance();
		awaitInstances(2);
	}

	@AfterEach
	void stop() {
		close(this.one);
		close(this.two);
		if (this.redis != null) {
			this.redis.close();
		}
	}

	@Test
	void membersOfBothInstancesAreInOneRoom() {
		ChatClient ann = ChatClient.join("ann", client(this.one));
		ChatClient bob = ChatClient.join("bob", client(this.two));
		ann.sees("* bob joined");
		bob.says("hello");
		ann.sees("bob: hello");
		bob.sees("bob: hello");
		ann.says("/who");
		ann.sees("In the room: ann, bob");
		bob.says("/who");
		bob.sees("In the room: ann, bob");
		bob.says("/quit");
		bob.sees("Goodbye.");
		ann.sees("* bob left");
		ann.says("/who");
		ann.sees("In the room: ann");
	}

	@Test
	void aNameIsTakenOnBothInstances() {
		ChatClient ann = ChatClient.join("ann", client(this.one));
		ChatClient other = ChatClient.connect(client(this.two));
		other.says("ann");
		other.sees("The name ann is taken. What is yours?");
		ann.says("/quit");
		ann.sees("Goodbye.");
		ann.seesTheEnd();
		Awaitility.await().until(() -> this.two.getBean(Members.class).names().isEmpty());
		other.joins("ann");
	}

	@Test
	void membersOfAnInstanceThatStopsLeave() {
		ChatClient ann = ChatClient.join("ann", client(this.one));
		ChatClient.join("bob", client(this.two));
		ann.sees("* bob joined");
		this.two.close();
		ann.sees("* bob left");
		ann.says("/who");
		ann.sees("In the room: ann");
	}

	@Test
	void whenRedisHasLostTheMembersTheyAreEnteredAgain() throws Exception {
		ChatClient ann = ChatClient.join("ann", client(this.one));
		this.redis.stop();
		Awaitility.await().until(() -> this.one.getBean(TcpCluster.class).state() == TcpCluster.State.DISCONNECTED);
		ann.says("/who");
		ann.sees("In the room: ann");
		ann.says("alone");
		ann.sees("ann: alone");
		this.redis.start();
		Members members = this.two.getBean(Members.class);
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> members.names().contains("ann"));
	}

	private ConfigurableApplicationContext instance() {
		return new SpringApplicationBuilder(ChatApplication.class, TestClients.class).web(WebApplicationType.NONE)
			.profiles("cluster")
			.run("--netpool.tcp.port=0", "--spring.data.redis.port=" + this.redis.port(),
					"--chat.members.refresh=200ms");
	}

	private void awaitInstances(int count) {
		Awaitility.await().until(() -> this.one.getBean(TcpCluster.class).instances().size() == count);
	}

	private static TcpTestClient client(ConfigurableApplicationContext instance) {
		return instance.getBean(TcpTestClient.class);
	}

	private static void close(ConfigurableApplicationContext instance) {
		if (instance != null) {
			instance.close();
		}
	}

	@AutoConfigureTcpTestClient
	static class TestClients {

	}

}
