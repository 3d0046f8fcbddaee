package io.netpool.tcp.observe;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import io.netpool.tcp.observe.TcpObservationDocumentation.LowCardinalityKeyNames;

/**
 * The name and key values of messages to other instances, documented by
 * {@link TcpObservationDocumentation#CLUSTER_SEND}.
 */
final class ClusterSendObservationConvention implements ObservationConvention<ClusterSendContext> {

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ClusterSendContext;
	}

	@Override
	public String getName() {
		return TcpObservationDocumentation.CLUSTER_SEND.getName();
	}

	@Override
	public String getContextualName(ClusterSendContext context) {
		return context.cluster() + " send";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ClusterSendContext context) {
		SendOutcome outcome = context.outcome();
		return KeyValues.of(LowCardinalityKeyNames.NAME.withValue(context.cluster()),
				LowCardinalityKeyNames.OUTCOME
					.withValue((outcome != null) ? TagValues.of(outcome) : KeyValue.NONE_VALUE),
				ConnectionKeyValues.exception(context));
	}

}
