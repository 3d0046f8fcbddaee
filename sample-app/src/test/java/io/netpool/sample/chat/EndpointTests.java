package io.netpool.sample.chat;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;

import javax.management.JMException;
import javax.management.ObjectName;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint over HTTP and JMX, on a room with members.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "netpool.tcp.port=0", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=netpool" })
@AutoConfigureTcpTestClient
class EndpointTests {

	private static final String POOL = "netpool/default";

	private static final String CONNECTIONS = POOL + "/connections";

	@Value("${local.netpool.tcp.port}")
	private int port;

	@Autowired
	private TcpTestClient client;

	@Autowired
	private TcpAcceptorPool pool;

	private Operator operator;

	@BeforeEach
	void start(@LocalServerPort int webPort) {
		this.operator = new Operator(webPort);
		Awaitility.await().until(() -> this.pool.acceptors().busy() == 0);
	}

	@AfterEach
	void restore() {
		this.pool.resume();
		this.pool.resize(1024);
	}

	@Test
	void aPoolIsShownAloneAndAmongAll() throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		ann.says("hello");
		ann.sees("ann: hello");
		Awaitility.await().until(() -> this.pool.statistics().messages().queued() == 0);
		JsonNode shown = this.operator.read(POOL);
		assertThat(shown.at("/state").asString()).isEqualTo("listening");
		assertThat(shown.at("/port").asInt()).isEqualTo(this.port);
		assertThat(shown.at("/transport").asString()).isEqualTo(this.pool.transport());
		assertThat(shown.at("/tls").asString()).isEqualTo("none");
		assertThat(shown.at("/acceptors/busy").asInt()).isOne();
		assertThat(shown.at("/acceptors/idle").asInt()).isEqualTo(1023);
		assertThat(shown.at("/connections/active").asInt()).isOne();
		assertThat(shown.at("/messages/received").asInt()).isPositive();
		assertThat(shown.at("/messages/queued").asInt()).isZero();
		assertThat(shown.at("/handler/time").asString()).startsWith("PT");
		assertThat(shown.at("/connections/closed/idle-timeout").asInt()).isZero();
		assertThat(shown.at("/tlsHandshakes/not-tls/time").asString()).isEqualTo("PT0S");
		assertThat(this.operator.read("netpool").at("/pools/default")).isEqualTo(shown);
	}

	@Test
	void whoIsConnectedIsShownTheOldestFirst() throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient bob = ChatClient.connect(this.client);
		JsonNode page = this.operator.read(CONNECTIONS);
		assertThat(page.get("total").asInt()).isEqualTo(2);
		assertThat(page.at("/connections/0/remoteAddress").asString()).startsWith("127.0.0.1:");
		assertThat(page.at("/connections/0/groups/0").asString()).isEqualTo("room");
		assertThat(page.at("/connections/0/state").asString()).isEqualTo("idle");
		assertThat(page.at("/connections/0/messages/received").asInt()).isOne();
		assertThat(page.at("/connections/1/groups")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "group=room, 1", "group=hall, 0", "state=idle, 2", "state=blocked, 0", "address=127.0.0.1:, 2",
			"address=10., 0", "page=1&size=1, 2" })
	void connectionsAreAskedFor(String query, int total) throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient bob = ChatClient.connect(this.client);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.operator.read(CONNECTIONS + "?" + query).get("total").asInt())
				.isEqualTo(total));
	}

	@Test
	void oneIsClosed() throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient bob = ChatClient.join("bob", this.client);
		String id = this.operator.read(CONNECTIONS).at("/connections/0/id").asString();
		assertThat(this.operator.delete(CONNECTIONS + "/" + id).statusCode()).isEqualTo(204);
		ann.sees("* bob joined");
		ann.seesTheEnd();
		bob.sees("* ann left");
		assertThat(this.operator.delete(CONNECTIONS + "/" + id).statusCode()).isEqualTo(404);
	}

	@Test
	void aGroupIsClosed() throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient bob = ChatClient.connect(this.client);
		assertThat(Operator.json(this.operator.delete(CONNECTIONS + "?group=room")).get("closed").asInt()).isOne();
		ann.seesTheEnd();
		bob.joins("bob");
	}

	@Test
	void aPoolIsPausedAndResumed() throws Exception {
		JsonNode paused = Operator.json(this.operator.post(POOL, "{\"state\":\"paused\"}"));
		assertThat(paused.get("state").asString()).isEqualTo("paused");
		assertThat(this.operator.get("health").statusCode()).isEqualTo(503);
		JsonNode resumed = Operator.json(this.operator.post(POOL, "{\"state\":\"listening\"}"));
		assertThat(resumed.get("state").asString()).isEqualTo("listening");
		assertThat(this.operator.get("health").statusCode()).isEqualTo(200);
	}

	@Test
	void aPoolIsResized() throws Exception {
		JsonNode resized = Operator.json(this.operator.post(POOL, "{\"acceptors\":2000}"));
		assertThat(resized.at("/acceptors/limit").asInt()).isEqualTo(2000);
		assertThat(this.pool.acceptors().limit()).isEqualTo(2000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"state":"stopped"}                 | can only be changed to paused or listening, not to 'stopped'
			{"acceptors":0}                     | 'acceptors' is 0, and must be 1 or more
			{}                                  | Set either 'state' to paused or listening
			{"state":"paused","acceptors":3}    | Set either 'state' to paused or listening
			""")
	void aChangeThatCanNotBeIsRefused(String change, String why) throws Exception {
		HttpResponse<String> response = this.operator.post(POOL, change);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("\"detail\":", why);
		assertThat(this.pool.state()).isEqualTo(State.LISTENING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?size=0", "?size=1001", "?page=-1", "?state=asleep", "?size=many" })
	void aQueryThatCanNotBeIsRefused(String query) throws Exception {
		assertThat(this.operator.get(CONNECTIONS + query).statusCode()).isEqualTo(400);
	}

	@Test
	void toCloseAllTheGroupHasToBeNamed() throws Exception {
		assertThat(this.operator.delete(CONNECTIONS).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "netpool/other", "netpool/other/connections", "netpool/default/others" })
	void whatDoesNotExistIsNotFound(String path) throws Exception {
		assertThat(this.operator.get(path).statusCode()).isEqualTo(404);
	}

	@Test
	void theSameIsThereOverJmx() throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		assertThat(invoke("pools").get("pools")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsOnlyKeys("default");
		assertThat(invoke("pool", "default")).containsEntry("port", this.port);
		assertThat(invoke("connections", "default", "room", null, "127.", 0, 10)).containsEntry("total", 1);
		assertThat(invoke("change", "default", null, 7).get("acceptors")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("limit", 7);
		assertThat(invoke("closeGroup", "default", "room")).containsEntry("closed", 1);
		ann.seesTheEnd();
		assertThat(invoke("closeConnection", "default", "nobody")).containsEntry("closed", 0);
	}

	@Test
	void whatCanNotBeIsRefusedOverJmx() {
		assertThatExceptionOfType(JMException.class).isThrownBy(() -> invoke("change", "default", "stopped", null))
			.withMessageContaining("can only be changed to paused or listening");
		assertThatExceptionOfType(JMException.class).isThrownBy(() -> invoke("closeGroup", "other", "room"))
			.withMessageContaining("There is no pool 'other'");
	}

	@Test
	void theDocumentationNamesTheFieldsThatAreServed() throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		assertThat(MonitoringPage.fields("netpool/default"))
			.isEqualTo(MonitoringPage.fields(this.operator.read("netpool/default")));
		assertThat(MonitoringPage.fields("netpool/default/connections"))
			.isEqualTo(MonitoringPage.fields(this.operator.read("netpool/default/connections")));
		assertThat(MonitoringPage.fields("health/netpool"))
			.isEqualTo(MonitoringPage.fields(this.operator.read("health/netpool")));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> invoke(String operation, Object... arguments) throws JMException {
		ObjectName name = new ObjectName("org.springframework.boot:type=Endpoint,name=Netpool");
		String[] types = new String[arguments.length];
		Arrays.fill(types, String.class.getName());
		return (Map<String, Object>) ManagementFactory.getPlatformMBeanServer()
			.invoke(name, operation, arguments, types);
	}

}
