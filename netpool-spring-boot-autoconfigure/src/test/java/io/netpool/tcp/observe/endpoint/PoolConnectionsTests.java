package io.netpool.tcp.observe.endpoint;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.observe.TestConnections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class PoolConnectionsTests {

	private final TestConnections connections = new TestConnections();

	private final TcpAcceptorPool pool = mock(TcpAcceptorPool.class);

	private final PoolConnections members = new PoolConnections(this.connections.connections(), this.pool);

	@BeforeEach
	void nameThePool() {
		given(this.pool.name()).willReturn("default");
	}

	@ParameterizedTest
	@CsvSource({ "0, 3, '9,a,z'", "1, 3, '10,11,12'", "2, 3, '13'", "3, 3, ''", "2147483647, 1000, ''",
			"0, 1000, '9,a,z,10,11,12,13'" })
	void aPageHasTheOldestThatAreNotOnEarlierPages(int page, int size, String ids) {
		for (String id : List.of("11", "z", "13", "9", "10", "a", "12")) {
			add(id, TestConnections.IDLE);
		}
		ConnectionsDescriptor found = page(null, null, null, page, size);
		assertThat(String.join(",", ids(found))).isEqualTo(ids);
		assertThat(found.total()).isEqualTo(7);
		assertThat(found.page()).isEqualTo(page);
		assertThat(found.size()).isEqualTo(size);
	}

	@Test
	void connectionsOfDetectedProtocolsBelongToThePoolThatAcceptedThem() {
		given(this.pool.protocols()).willReturn(Set.of("tracker"));
		add("1", TestConnections.IDLE);
		TcpConnection tracker = this.connections.add("2", "tracker", "192.0.2.1", TestConnections.IDLE);
		this.connections.add("3", "admin", "192.0.2.1", TestConnections.IDLE);
		assertThat(ids(page(null, null, null, null, null))).containsExactly("1", "2");
		assertThat(this.members.close("2")).isTrue();
		verify(tracker).close();
		assertThat(this.members.close("3")).isFalse();
	}

	@Test
	void idsOfTheSameInstanceAreOrderedByTheirCounter() {
		for (String id : List.of("k3f9a2x7-10", "k3f9a2x7-z", "k3f9a2x7-9", "k3f9a2x7-a")) {
			add(id, TestConnections.IDLE);
		}
		assertThat(ids(page(null, null, null, null, null))).containsExactly("k3f9a2x7-9", "k3f9a2x7-a", "k3f9a2x7-z",
				"k3f9a2x7-10");
	}

	@Test
	void theOldestAreThoseThatWereOpenedFirst() {
		add("1", TestConnections.statistics(TestConnections.OPENED.plusMillis(1), 0, 0, false));
		add("2", TestConnections.IDLE);
		assertThat(ids(page(null, null, null, null, null))).containsExactly("2", "1");
	}

	@Test
	void unlessItIsSetAPageHasAHundred() {
		IntStream.range(100, 300).forEach((id) -> add(Integer.toString(id), TestConnections.IDLE));
		ConnectionsDescriptor found = page(null, null, null, null, null);
		assertThat(found.connections()).hasSize(100);
		assertThat(found.size()).isEqualTo(100);
		assertThat(found.page()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "-1, 1, is -1", "0, 0, is 0", "0, 1001, from 1 to 1000" })
	void aPageThatCanNotBeIsRefused(int page, int size, String why) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> page(null, null, null, page, size))
			.withMessageContaining(why);
	}

	@ParameterizedTest
	@CsvSource({ "idle, 1", "busy, 2", "paused, 3", "blocked, 4" })
	void thoseOfAStateAreFound(String state, String id) {
		add("1", TestConnections.IDLE);
		add("2", TestConnections.statistics(TestConnections.OPENED, 1, 0, false));
		add("3", TestConnections.statistics(TestConnections.OPENED, 1, 0, true));
		add("4", TestConnections.statistics(TestConnections.OPENED, 1, 1, true));
		ConnectionsDescriptor found = page(null, state, null, null, null);
		assertThat(ids(found)).containsExactly(id);
		assertThat(found.connections().get(0).state()).isEqualTo(state);
		assertThat(found.total()).isOne();
	}

	@Test
	void whatIsGreetedIsBusy() {
		add("1", new TcpConnectionStatistics(TestConnections.OPENED, Duration.ZERO, 0, 0, 0, 0, 0, 0, false));
		assertThat(ids(page(null, "busy", null, null, null))).containsExactly("1");
	}

	@Test
	void aStateThatDoesNotExistIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> page(null, "asleep", null, null, null))
			.withMessage("'state' is 'asleep', and must be one of idle, busy, paused, blocked");
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0., '1'", "10.0.0.1:5, '1'", "10., '1,2'", "fe80:, '3'", "[fe80:, '3'", "0.0, ''" })
	void thoseWhoseAddressBeginsSoAreFound(String address, String ids) {
		this.connections.add("1", "default", "10.0.0.1", TestConnections.IDLE);
		this.connections.add("2", "default", "10.1.0.1", TestConnections.IDLE);
		this.connections.add("3", "default", "fe80::1", TestConnections.IDLE);
		assertThat(String.join(",", ids(page(null, null, address, null, null)))).isEqualTo(ids);
	}

	@Test
	void whoMayNotSeeAddressesCanNotTryThemOut() {
		ConnectionQuery query = ConnectionQuery.of(null, null, "10.", null, null);
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> query.checked(false))
			.withMessageContaining("management.endpoint.netpool.show-details");
	}

	@Test
	void thoseOfAGroupAreFound() {
		add("1", TestConnections.IDLE, "room");
		add("2", TestConnections.IDLE, "hall");
		assertThat(ids(page("room", null, null, null, null))).containsExactly("1");
	}

	@Test
	void thoseOfOtherPoolsAreNot() {
		add("1", TestConnections.IDLE, "room");
		TcpConnection other = this.connections.add("2", "admin", "10.0.0.1", TestConnections.IDLE, "room");
		assertThat(ids(page(null, null, null, null, null))).containsExactly("1");
		assertThat(ids(page("room", null, null, null, null))).containsExactly("1");
		assertThat(this.members.close("2")).isFalse();
		assertThat(this.members.closeGroup("room")).isOne();
		verify(other, never()).close();
	}

	@Test
	void oneIsClosedByItsId() {
		TcpConnection first = add("1", TestConnections.IDLE);
		TcpConnection second = add("2", TestConnections.IDLE);
		assertThat(this.members.close("1")).isTrue();
		assertThat(this.members.close("3")).isFalse();
		verify(first).close();
		verify(second, never()).close();
	}

	@Test
	void thoseOfAGroupAreClosed() {
		TcpConnection first = add("1", TestConnections.IDLE, "room");
		TcpConnection second = add("2", TestConnections.IDLE, "room", "hall");
		TcpConnection third = add("3", TestConnections.IDLE, "hall");
		assertThat(this.members.closeGroup("room")).isEqualTo(2);
		verify(first).close();
		verify(second).close();
		verify(third, never()).close();
	}

	@Test
	void eachIsDescribed() {
		TcpConnection connection = add("1a", TestConnections.statistics(TestConnections.OPENED, 2, 7, false), "b", "a");
		Principal ann = named("CN=ann");
		given(connection.principal()).willReturn(ann);
		Instant before = Instant.now().minusMillis(1);
		ConnectionDescriptor described = page(null, null, null, null, null).connections().get(0);
		assertThat(described.id()).isEqualTo("1a");
		assertThat(described.openedAt()).isEqualTo(TestConnections.OPENED);
		assertThat(described.age()).isBetween(Duration.between(TestConnections.OPENED, before),
				Duration.between(TestConnections.OPENED, Instant.now()));
		assertThat(described.idle()).isEqualTo(Duration.ofMillis(500));
		assertThat(described.messages()).isEqualTo(new ConnectionDescriptor.Messages(3, 4, 2));
		assertThat(described.bytes()).isEqualTo(new ConnectionDescriptor.Bytes(12, 99, 7));
		assertThat(described.groups()).containsExactly("a", "b");
		assertThat(described.remoteAddress()).isEqualTo("10.0.0.1:5000");
		assertThat(described.principal()).isEqualTo("CN=ann");
	}

	@Test
	void whatIsADetailIsLeftOutUnlessItMayBeShown() {
		TcpConnection connection = add("1", TestConnections.IDLE);
		Principal ann = named("CN=ann");
		given(connection.principal()).willReturn(ann);
		ConnectionDescriptor described = this.members.page(ConnectionQuery.of(null, null, null, null, null), false)
			.connections()
			.get(0);
		assertThat(described.remoteAddress()).isNull();
		assertThat(described.principal()).isNull();
	}

	private TcpConnection add(String id, TcpConnectionStatistics statistics, String... groups) {
		return this.connections.add(id, "default", "10.0.0.1", statistics, groups);
	}

	private ConnectionsDescriptor page(String group, String state, String address, Integer page, Integer size) {
		return this.members.page(ConnectionQuery.of(group, state, address, page, size), true);
	}

	private static List<String> ids(ConnectionsDescriptor page) {
		return page.connections().stream().map(ConnectionDescriptor::id).toList();
	}

	private static Principal named(String name) {
		Principal principal = mock(Principal.class);
		given(principal.getName()).willReturn(name);
		return principal;
	}

}
