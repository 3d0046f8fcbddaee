package io.netpool.tcp.observe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.netpool.tcp.TcpConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of observations and their keys are what dashboards and alerts ask for:
 * renaming one is a decision, and is made here.
 */
class TcpObservationDocumentationTests {

	private final TcpConnection connection = PlayedLane.connection();

	@Test
	void aMessageHasTheKeysThatAreDocumented() {
		TcpMessageObservationContext context = new TcpMessageObservationContext(this.connection, "hi");
		DefaultTcpMessageObservationConvention convention = new DefaultTcpMessageObservationConvention();
		assertThat(convention.getName()).isEqualTo("netpool.tcp.message");
		assertThat(convention.getContextualName(context)).isEqualTo("default message");
		assertThat(names(convention.getLowCardinalityKeyValues(context)))
			.containsExactlyInAnyOrder("pool", "outcome", "exception")
			.containsExactlyInAnyOrderElementsOf(
					names(TcpObservationDocumentation.MESSAGE.getLowCardinalityKeyNames()));
		assertThat(names(convention.getHighCardinalityKeyValues(context)))
			.containsExactlyInAnyOrder("connection.id", "network.peer.address")
			.containsExactlyInAnyOrderElementsOf(
					names(TcpObservationDocumentation.MESSAGE.getHighCardinalityKeyNames()));
	}

	@Test
	void aConnectionHasTheKeysThatAreDocumented() {
		TcpConnectionObservationContext context = new TcpConnectionObservationContext(this.connection);
		DefaultTcpConnectionObservationConvention convention = new DefaultTcpConnectionObservationConvention();
		assertThat(convention.getName()).isEqualTo("netpool.tcp.connection");
		assertThat(convention.getContextualName(context)).isEqualTo("default connection");
		assertThat(names(convention.getLowCardinalityKeyValues(context)))
			.containsExactlyInAnyOrder("pool", "reason", "exception")
			.containsExactlyInAnyOrderElementsOf(
					names(TcpObservationDocumentation.CONNECTION.getLowCardinalityKeyNames()));
		assertThat(names(convention.getHighCardinalityKeyValues(context)))
			.containsExactlyInAnyOrder("connection.id", "network.peer.address")
			.containsExactlyInAnyOrderElementsOf(
					names(TcpObservationDocumentation.CONNECTION.getHighCardinalityKeyNames()));
	}

	@Test
	void aMessageToOtherInstancesHasTheKeysThatAreDocumented() {
		ClusterSendContext context = new ClusterSendContext("chat");
		ClusterSendObservationConvention convention = new ClusterSendObservationConvention();
		assertThat(convention.getName()).isEqualTo("netpool.cluster.send");
		assertThat(convention.getContextualName(context)).isEqualTo("chat send");
		assertThat(names(convention.getLowCardinalityKeyValues(context)))
			.containsExactlyInAnyOrder("name", "outcome", "exception")
			.containsExactlyInAnyOrderElementsOf(
					names(TcpObservationDocumentation.CLUSTER_SEND.getLowCardinalityKeyNames()));
		assertThat(names(TcpObservationDocumentation.CLUSTER_SEND.getHighCardinalityKeyNames())).isEmpty();
	}

	@Test
	void aMessageOfAnotherInstanceHasTheKeysThatAreDocumented() {
		ClusterReceiveContext context = new ClusterReceiveContext("chat", "k3f9a2x7", Map.of());
		ClusterReceiveObservationConvention convention = new ClusterReceiveObservationConvention();
		assertThat(convention.getName()).isEqualTo("netpool.cluster.receive");
		assertThat(convention.getContextualName(context)).isEqualTo("chat receive");
		assertThat(names(convention.getLowCardinalityKeyValues(context))).containsExactly("name")
			.containsExactlyElementsOf(names(TcpObservationDocumentation.CLUSTER_RECEIVE.getLowCardinalityKeyNames()));
		assertThat(names(convention.getHighCardinalityKeyValues(context))).containsExactly("sender")
			.containsExactlyElementsOf(names(TcpObservationDocumentation.CLUSTER_RECEIVE.getHighCardinalityKeyNames()));
	}

	private static List<String> names(KeyValues keyValues) {
		return keyValues.stream().map(KeyValue::getKey).toList();
	}

	private static List<String> names(KeyName[] keys) {
		return Arrays.stream(keys).map(KeyName::asString).toList();
	}

}
