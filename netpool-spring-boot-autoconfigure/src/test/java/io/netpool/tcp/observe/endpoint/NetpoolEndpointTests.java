package io.netpool.tcp.observe.endpoint;

import java.security.Principal;
import java.util.List;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.Acceptors;
import io.netpool.tcp.TcpAcceptorPool.Security;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TestCluster;
import io.netpool.tcp.observe.TestConnections;
import io.netpool.tcp.observe.TestStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link NetpoolEndpoint} and its extensions.
 */
class NetpoolEndpointTests {

	private static final SecurityContext ANYBODY = SecurityContext.NONE;

	private final TcpAcceptorPool pool = pool("default");

	private final TcpAcceptorPool admin = pool("admin");

	private final TestConnections connections = new TestConnections();

	@Test
	void everyPoolIsShownByItsName() {
		assertThat(endpoint(Show.NEVER).pools().pools()).containsOnlyKeys("default", "admin");
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTED, connected", "DISCONNECTED, disconnected" })
	void theClusterIsShownWithItsInstancesTheOldestFirst(TcpCluster.State state, String expected) {
		TcpCluster cluster = TestCluster.create(state);
		assertThat(endpoint(cluster, Show.NEVER).pools().cluster()).isEqualTo(
				new ClusterDescriptor("chat", "k3f9a2x7", expected, List.of(TestCluster.THERE, TestCluster.HERE)));
	}

	@Test
	void whereThereIsNoClusterNoneIsShown() {
		assertThat(endpoint(Show.NEVER).pools().cluster()).isNull();
	}

	@Test
	void aPoolIsShownWithItsStatistics() {
		TcpPoolStatistics statistics = TestStatistics.create();
		PoolDescriptor shown = endpoint(Show.NEVER).pool("default");
		assertThat(shown.messages()).isEqualTo(statistics.messages());
		assertThat(shown.bytes()).isEqualTo(statistics.bytes());
		assertThat(shown.handler()).isEqualTo(statistics.handler());
		assertThat(shown.paused()).isEqualTo(statistics.paused());
		assertThat(shown.blocked()).isEqualTo(statistics.blocked());
		assertThat(shown.activeTlsHandshakes()).isEqualTo(statistics.activeTlsHandshakes());
		assertThat(shown.tlsReloads()).isEqualTo(statistics.tlsReloads());
		assertThat(shown.connections().active()).isEqualTo(4);
		assertThat(shown.connections().accepted()).isEqualTo(5);
		assertThat(shown.connections().forciblyClosed()).isEqualTo(16);
	}

	@Test
	void reasonsAndOutcomesAreShownAsInTagsOfMeters() {
		PoolDescriptor shown = endpoint(Show.NEVER).pool("default");
		assertThat(shown.connections().refused()).containsKeys("no-acceptor", "address-limit");
		assertThat(shown.connections().closed()).containsKeys("idle-timeout", "client");
		assertThat(shown.connections().refused().size() + shown.connections().closed().size())
			.isEqualTo(CloseReason.values().length);
		assertThat(shown.tlsHandshakes()).containsKeys("success", "not-tls").hasSize(TlsOutcome.values().length);
	}

	@ParameterizedTest
	@CsvSource({ "NONE, none", "TLS, tls", "START_TLS, start-tls" })
	void itIsShownWhenConnectionsStartTls(Security security, String expected) {
		given(this.pool.security()).willReturn(security);
		assertThat(endpoint(Show.NEVER).pool("default").tls()).isEqualTo(expected);
	}

	@Test
	void aPoolThatDoesNotListenHasNoPort() {
		given(this.pool.port()).willReturn(-1);
		given(this.pool.state()).willReturn(State.STOPPED);
		PoolDescriptor shown = endpoint(Show.NEVER).pool("default");
		assertThat(shown.port()).isNull();
		assertThat(shown.state()).isEqualTo("stopped");
	}

	@Test
	void aPoolThatDoesNotExistIsNotFound() {
		assertThat(endpoint(Show.NEVER).pool("other")).isNull();
		assertThat(web(Show.NEVER).change("other", "paused", null).getStatus()).isEqualTo(404);
		assertThat(web(Show.NEVER).closeConnection("other", "connections", "1").getStatus()).isEqualTo(404);
		assertThat(web(Show.NEVER).closeGroup("other", "connections", "room").getStatus()).isEqualTo(404);
		assertThat(connections(web(Show.NEVER), "other", "connections").getStatus()).isEqualTo(404);
	}

	@Test
	void aPathThatDoesNotNameConnectionsIsNotFound() {
		assertThat(connections(web(Show.NEVER), "default", "others").getStatus()).isEqualTo(404);
		assertThat(web(Show.NEVER).closeConnection("default", "others", "1").getStatus()).isEqualTo(404);
		assertThat(web(Show.NEVER).closeGroup("default", "others", "room").getStatus()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "NEVER, admin, false", "ALWAYS, , true", "WHEN_AUTHORIZED, , false", "WHEN_AUTHORIZED, guest, false",
			"WHEN_AUTHORIZED, admin, true" })
	void whatMayBeShownDependsOnWhoAsks(Show show, String role, boolean shown) {
		this.connections.add("1", "default", "10.0.0.1", TestConnections.IDLE);
		SecurityContext context = (role != null) ? inRole(role) : ANYBODY;
		ConnectionsDescriptor page = (ConnectionsDescriptor) web(show)
			.connections(context, "default", "connections", null, null, null, null, null)
			.getBody();
		assertThat(page.connections().get(0).remoteAddress()).isEqualTo(shown ? "10.0.0.1:5000" : null);
	}

	@Test
	void whoComesByJmxIsAuthorised() {
		this.connections.add("1", "default", "10.0.0.1", TestConnections.IDLE);
		assertThat(jmx(Show.WHEN_AUTHORIZED).connections("default", null, null, "10.", null, null).connections())
			.first()
			.extracting(ConnectionDescriptor::remoteAddress)
			.isEqualTo("10.0.0.1:5000");
	}

	@Test
	void overJmxNothingIsShownThatNeverIs() {
		this.connections.add("1", "default", "10.0.0.1", TestConnections.IDLE);
		assertThat(jmx(Show.NEVER).connections("default", null, null, null, null, null).connections()).first()
			.extracting(ConnectionDescriptor::remoteAddress)
			.isNull();
	}

	@Test
	void aRequestThatCanNotBeIsAnsweredWithWhatIsAllowed() {
		assertThatItIsRefused(web(Show.NEVER).change("default", null, 0), "'acceptors' is 0, and must be 1 or more");
		assertThatItIsRefused(
				web(Show.NEVER).connections(ANYBODY, "default", "connections", null, null, null, null, 5000),
				"'size' is 5000, and must be from 1 to 1000");
		assertThatItIsRefused(
				web(Show.NEVER).connections(ANYBODY, "default", "connections", null, null, "10.", null, null),
				"'address' is not available, since addresses are not shown "
						+ "('management.endpoint.netpool.show-details')");
		assertThatItIsRefused(web(Show.NEVER).closeGroup("default", "connections", null),
				"Set 'group' to the group whose connections are to be closed");
	}

	@Test
	void aPoolIsChangedAndThenShown() {
		given(this.admin.acceptors()).willReturn(new Acceptors(0, 5, 5));
		WebEndpointResponse<Object> response = web(Show.NEVER).change("admin", null, 5);
		verify(this.admin).resize(5);
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(((PoolDescriptor) response.getBody()).acceptors().limit()).isEqualTo(5);
	}

	@Test
	void connectionsAreClosed() {
		this.connections.add("1", "default", "10.0.0.1", TestConnections.IDLE, "room");
		assertThat(web(Show.NEVER).closeConnection("default", "connections", "1").getStatus()).isEqualTo(204);
		assertThat(web(Show.NEVER).closeConnection("default", "connections", "2").getStatus()).isEqualTo(404);
		assertThat(web(Show.NEVER).closeGroup("default", "connections", "room").getBody())
			.isEqualTo(new ClosedDescriptor(1));
		assertThat(jmx(Show.NEVER).closeConnection("default", "1")).isEqualTo(new ClosedDescriptor(1));
		assertThat(jmx(Show.NEVER).closeConnection("default", "2")).isEqualTo(new ClosedDescriptor(0));
		assertThat(jmx(Show.NEVER).closeGroup("default", "room")).isEqualTo(new ClosedDescriptor(1));
	}

	@Test
	void overJmxConnectionsOfAPoolThatDoesNotExistAreRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> jmx(Show.NEVER).closeGroup("other", "room"))
			.withMessage("There is no pool 'other'");
	}

	private static void assertThatItIsRefused(WebEndpointResponse<Object> response, String detail) {
		assertThat(response.getStatus()).isEqualTo(400);
		assertThat(response.getBody()).isEqualTo(new ProblemDescriptor(detail));
	}

	private static WebEndpointResponse<Object> connections(NetpoolEndpointWebExtension web, String pool, String path) {
		return web.connections(ANYBODY, pool, path, null, null, null, null, null);
	}

	private NetpoolEndpointWebExtension web(Show show) {
		return new NetpoolEndpointWebExtension(endpoint(show));
	}

	private NetpoolEndpointJmxExtension jmx(Show show) {
		return new NetpoolEndpointJmxExtension(endpoint(show));
	}

	private NetpoolEndpoint endpoint(Show show) {
		return endpoint(null, show);
	}

	private NetpoolEndpoint endpoint(TcpCluster cluster, Show show) {
		return new NetpoolEndpoint(List.of(this.pool, this.admin), this.connections.connections(), cluster,
				new EndpointVisibility(show, Set.of("admin")));
	}

	private static SecurityContext inRole(String role) {
		SecurityContext context = mock(SecurityContext.class);
		Principal somebody = mock(Principal.class);
		given(context.getPrincipal()).willReturn(somebody);
		given(context.isUserInRole(role)).willReturn(true);
		return context;
	}

	private static TcpAcceptorPool pool(String name) {
		TcpAcceptorPool pool = mock(TcpAcceptorPool.class);
		given(pool.name()).willReturn(name);
		given(pool.state()).willReturn(State.LISTENING);
		given(pool.acceptors()).willReturn(new Acceptors(1, 3, 3));
		given(pool.security()).willReturn(Security.NONE);
		given(pool.statistics()).willReturn(TestStatistics.create());
		return pool;
	}

}
